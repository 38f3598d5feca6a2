"""What an item becomes in a lane of another kind."""

from __future__ import annotations

from model.cards import Card, CellItem, Passage, Picture
from model.lanes import Lane
from model.problems import EditProblem


def converted(item: CellItem, lane: Lane) -> CellItem:
    """Return ``item`` as ``lane`` can hold it, with the same id; itself if it is of its kind.

    Text and picture are kept: a card becomes a passage, a card with an image a picture, and both
    become cards again.

    Raises:
        EditProblem: If the lane's kind has no place for what the item says.
    """
    if type(item) is lane.item_type:
        return item
    made: CellItem | None = None
    if lane.kind == "cards":
        made = _as_card(item)
    elif lane.kind == "text":
        made = _as_passage(item)
    elif lane.kind == "images" and isinstance(item, Card) and item.image:
        made = Picture(id=item.id, image=item.image, caption=item.text, span=item.span)
    if made is None:
        raise EditProblem(f"edit.not_in_{lane.kind}_lane", lane=lane.name or lane.id)
    return made


def _as_card(item: CellItem) -> Card | None:
    if isinstance(item, Passage):
        return Card(id=item.id, text=item.text, span=item.span)
    if isinstance(item, Picture):
        return Card(id=item.id, text=item.caption, image=item.image, span=item.span)
    return None


def _as_passage(item: CellItem) -> Passage | None:
    if isinstance(item, Card):
        return Passage(id=item.id, text=item.text, span=item.span)
    if isinstance(item, Picture) and item.image is None:
        return Passage(id=item.id, text=item.caption, span=item.span)
    return None
