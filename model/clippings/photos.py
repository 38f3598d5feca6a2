"""The photos of what was copied, in the log of another map or in that of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from model.clippings.renewal import Renewal
from model.edits.changes import changed
from model.edits.registers import add_entry, set_entry
from model.evidence import Photo
from model.journey import JourneyMap
from model.references import Target, has_target
from model.values import new_id

_PLACES: Final[Mapping[str, Target]] = {"phase": "phases", "step": "steps", "lane": "lanes"}


def with_photos(renewal: Renewal, journey: JourneyMap, lanes: Mapping[str, str]) -> JourneyMap:
    """Return ``journey`` with the photos of what was pasted into it, which show the copies.

    In the map they come from, photos are not doubled: one whose place was cut out gets it again.

    Args:
        renewal: The pasting.
        journey: The map with all that was pasted.
        lanes: Which lane of the map stands for which of the clipping.
    """
    part = renewal.clipping.part
    is_home = journey.id == part.id
    held = {photo.id: photo for photo in journey.photos}
    for photo in part.photos:
        places = _places(renewal, journey, lanes, photo)
        known = held.get(photo.id) if is_home else None
        if known is None:
            new = photo.id if photo.id not in held else new_id()
            journey = add_entry(journey, "photos", changed(photo, id=new, **places))
        else:
            lost = {name: one for name, one in places.items() if getattr(known, name) is None}
            journey = set_entry(journey, "photos", photo.id, **lost)
    return journey


def _places(
    renewal: Renewal, journey: JourneyMap, lanes: Mapping[str, str], photo: Photo
) -> dict[str, Any]:
    """Return what ``photo`` shows of ``journey``: copies, or what it showed before."""
    is_home = journey.id == renewal.clipping.part.id
    found: dict[str, Any] = {}
    for name, target in _PLACES.items():
        old = getattr(photo, name)
        copy = (lanes if target == "lanes" else renewal.names[target]).get(old, "")
        if copy and has_target(journey, target, copy):
            found[name] = copy
        else:
            found[name] = old if old and is_home and has_target(journey, target, old) else None
    return found
