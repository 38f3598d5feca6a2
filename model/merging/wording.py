"""Conflicts as sentences: where, what, and what each side says."""

from __future__ import annotations

from typing import Final, cast

from model.difference import entry_id
from model.find import item_by_id, lane_by_id, phase_by_id, step_by_id
from model.journey import JourneyMap
from model.merging.conflicts import Choice, Conflict, Merged, SideName
from model.merging.table import Place
from model.part_words import (
    cell_words,
    field_words,
    part_words,
    title_of,
    two_values_words,
    value_words,
    where_words,
)
from model.texts import Texts
from model.values import Value

# Said in full: people choose between the words.
_WRITTEN: Final = frozenset(
    {"text", "caption", "comment", "note", "hint", "definition", "title", "name"}
)


def conflict_words(
    texts: Texts, merged: Merged, conflict: Conflict, names: tuple[str, str], choice: Choice
) -> str:
    """Return a conflict as sentences.

    Args:
        texts: In which language.
        merged: Where it came up.
        conflict: Which.
        names: What ours and theirs are called: two files, say.
        choice: What stands in the merged map.
    """
    what = conflict_title(texts, merged, conflict)
    ours, theirs = names
    match conflict.kind:
        case "removed":
            is_ours_gone = conflict.ours is None
            taker, keeper = names if is_ours_gone else (theirs, ours)
            is_taken = choice == ("ours" if is_ours_gone else "theirs")
            key = "taken_away" if is_taken else "kept"
            return texts(f"merging.{key}", what=what, taker=taker, keeper=keeper)
        case "emptied":
            return texts("merging.emptied", what=what)
        case "moved":
            first = _place_words(texts, merged.ours, conflict, cast("Place", conflict.ours))
            second = _place_words(texts, merged.theirs, conflict, cast("Place", conflict.theirs))
            said = texts(
                "merging.moved", what=what, first=first, second=second, ours=ours, theirs=theirs
            )
        case _:
            first, second = two_values_words(texts, conflict.field, conflict.ours, conflict.theirs)
            said = texts(
                "merging.changed",
                what=what,
                first=first,
                second=second,
                ours=ours,
                theirs=theirs,
            )
    if choice == "both":
        return f"{said} {texts('merging.stands.both')}"
    stands = texts("merging.stands.one", name=ours if choice == "ours" else theirs)
    return f"{said} {stands}"


def side_words(texts: Texts, merged: Merged, conflict: Conflict, side: SideName) -> str:
    """Return what a side says about a conflict: a whole text, a place, that it took it away."""
    said: object = getattr(conflict, side)
    if conflict.kind == "moved":
        journey = merged.ours if side == "ours" else merged.theirs
        return _place_words(texts, journey, conflict, cast("Place", said))
    if conflict.kind == "removed" and said is None:
        return texts("merging.side_removed")
    if conflict.kind == "emptied":
        return texts("merging.side_emptied")
    if isinstance(said, str) and conflict.field in _WRITTEN:
        return said or texts("comparing.nothing")
    if isinstance(said, Value) and not conflict.field:
        return title_of(said) or part_words(texts, conflict.part, said)
    return value_words(texts, conflict.field, said)


def conflict_title(
    texts: Texts, merged: Merged, conflict: Conflict, *, is_place_last: bool = False
) -> str:
    """Return what it is about: where it stands, what it is called, which field."""
    place: list[str] = []
    parts: list[str] = []
    if conflict.part in ("about", "sheet", "map"):
        parts.append(texts(f"comparing.part.{conflict.part}"))
    else:
        maps = [merged.journey, merged.ours, merged.theirs, merged.base]
        for journey in reversed(maps) if conflict.kind == "moved" else maps:
            where = where_words(texts, journey, conflict.part, conflict.id)
            value = _value(merged, conflict) or _found(journey, conflict)
            if value is not None and (where or conflict.part not in ("steps", "items")):
                place += [where] if where else []
                parts.append(part_words(texts, conflict.part, value))
                break
    if conflict.field:
        parts.append(field_words(texts, conflict.part, conflict.field))
    said = ", ".join((*parts, *place) if is_place_last else (*place, *parts))
    return said[:1].upper() + said[1:]


def _value(merged: Merged, conflict: Conflict) -> Value | None:
    """Return what a conflict about a whole thing holds of it."""
    for held in (conflict.base, conflict.ours, conflict.theirs):
        if isinstance(held, Value) and not conflict.field:
            return held
    found = (_found(journey, conflict) for journey in (merged.base, merged.ours, merged.theirs))
    versions = [value for value in found if value is not None]
    # What groups without a base began with may say nothing.
    return next((value for value in versions if title_of(value)), next(iter(versions), None))


def _found(journey: JourneyMap, conflict: Conflict) -> Value | None:
    from_register = getattr(journey, conflict.part, ())
    match conflict.part:
        case "phases":
            return phase_by_id(journey, conflict.id)
        case "steps":
            return step_by_id(journey, conflict.id)
        case "lanes":
            return lane_by_id(journey, conflict.id)
        case "items":
            return item_by_id(journey, conflict.id)
        case _:
            return next((one for one in from_register if entry_id(one) == conflict.id), None)


def _place_words(texts: Texts, journey: JourneyMap, conflict: Conflict, place: Place) -> str:
    if conflict.part == "items":
        return cell_words(texts, journey, place[0], place[1])
    phase = phase_by_id(journey, place[0])
    return part_words(texts, "phases", phase) if phase else place[0]
