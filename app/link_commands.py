"""What is done to links between cards: made, followed, hidden, shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.card_commands import chosen_cards
from model.chains import link_by_id, links_from, links_to, next_card
from model.edits import set_links, set_sheet
from model.find import item_by_id
from model.journey import JourneyMap, Link
from widgets.canvas.selection import Selection, item_selection

if TYPE_CHECKING:
    from app.window import MapWindow

_LONGEST_NAME = 40


def link_to(window: MapWindow) -> None:
    """Link the chosen cards in the order they were chosen; with one, ask for the other."""
    canvas = window.canvas
    if canvas is None:
        return
    canvas.linking.begin()


def tell_asking(window: MapWindow, is_asking: bool) -> None:
    """Say what to do as long as the other card of a link is being chosen."""
    if is_asking:
        window.statusBar().showMessage(window.language("canvas.link_to"))
    else:
        window.statusBar().clearMessage()


def follow_link(window: MapWindow) -> None:
    """Go on along the links: from a link to the card it leads to, from a card to the next one."""
    end = _next_end(window)
    if end is not None:
        window.choose(item_selection((end,)))


def can_follow(window: MapWindow) -> bool:
    """Tell whether a link, or a card with links, is chosen."""
    return _next_end(window) is not None


def toggle_links_hidden(window: MapWindow) -> None:
    """Hide the chosen links, or those of the chosen cards; show them where all are hidden."""
    links = _links_at_hand(window)
    if window.document is None or not links:
        return
    is_visible = all(not link.is_visible for link in links)
    ids = tuple(link.id for link in links)
    label = "edits.show_links" if is_visible else "edits.hide_links"
    window.document.apply(label, lambda held: set_links(held, ids, is_visible=is_visible))


def has_links(window: MapWindow) -> bool:
    """Tell whether links, or cards with links, are chosen."""
    return bool(_links_at_hand(window))


def are_hidden(window: MapWindow) -> bool:
    """Tell whether all links that are chosen, or that the chosen cards have, are hidden."""
    links = _links_at_hand(window)
    return bool(links) and all(not link.is_visible for link in links)


def toggle_all_links(window: MapWindow) -> None:
    """Show the links of the map, or hide them all."""
    if window.document is not None:
        is_shown = not are_links_shown(window)
        label = "edits.show_links" if is_shown else "edits.hide_links"
        window.document.apply(label, lambda held: set_sheet(held, are_links_shown=is_shown))


def are_links_shown(window: MapWindow) -> bool:
    """Tell whether the map shows its links."""
    return window.document is not None and window.document.value.sheet.are_links_shown


def fill_link_ends(window: MapWindow, menu: QMenu) -> None:
    """Offer the other ends of the links of what is chosen, to go there."""
    if window.document is None:
        return
    journey = window.document.value
    for card_id in _cards_at_hand(window):
        for arrow, ends in (
            ("\u2192", [link.target for link in links_from(journey, card_id)]),
            ("\u2190", [link.source for link in links_to(journey, card_id)]),
        ):
            for end in ends:
                entry = menu.addAction(f"{arrow} {_name(window, journey, end)}")
                entry.triggered.connect(partial(window.choose, item_selection((end,))))
    menu.setEnabled(not menu.isEmpty())


def _name(window: MapWindow, journey: JourneyMap, card_id: str) -> str:
    text = str(getattr(item_by_id(journey, card_id), "text", "")).replace("\n", " ").strip()
    short = text if len(text) <= _LONGEST_NAME else text[: _LONGEST_NAME - 1].rstrip() + "\u2026"
    return short.replace("&", "&&") or window.language("canvas.empty.items")


def _cards_at_hand(window: MapWindow) -> tuple[str, ...]:
    """Return the chosen cards, or the ends of the chosen links."""
    if window.selection.kind == "links":
        ends = [end for link in _links_at_hand(window) for end in (link.source, link.target)]
        return tuple(dict.fromkeys(ends))
    return chosen_cards(window)


def _links_at_hand(window: MapWindow) -> tuple[Link, ...]:
    """Return the chosen links, or those that the chosen cards have."""
    if window.document is None or not window.document.value.links:
        return ()
    links, selection = window.document.value.links, window.selection
    if selection.kind == "links":
        return tuple(link for link in links if link.id in selection.ids)
    chosen = set(selection.ids) if selection.kind == "items" else set()
    return tuple(link for link in links if link.source in chosen or link.target in chosen)


def _next_end(window: MapWindow) -> str | None:
    selection: Selection = window.selection
    if window.document is None or selection.current is None:
        return None
    journey = window.document.value
    if selection.kind == "links":
        link = link_by_id(journey, selection.current)
        return link.target if link else None
    return next_card(journey, selection.current) if selection.kind == "items" else None
