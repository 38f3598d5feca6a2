"""The map as one print shows it: names, content, language, sheet settings; before the layout."""

from __future__ import annotations

from typing import NamedTuple

from model.edits import set_about
from model.edits.changes import changed
from model.filtering import Filter
from model.journey import JourneyMap
from model.printing.anonymous import anonymous, anonymous_filter
from model.printing.content import with_content
from model.printing.laying import printed_settings
from model.printing.settings import PrintSettings


class Prepared(NamedTuple):
    """What a print is made of: a map made for it, and what of that is looked at."""

    journey: JourneyMap
    through: Filter | None = None


def prepared(
    journey: JourneyMap, settings: PrintSettings, through: Filter | None = None
) -> Prepared:
    """Return what of ``journey`` ``settings`` let a reader see; the very same if that is all.

    A blank form holds nothing to be filtered, so a view says nothing of it.
    """
    if settings.is_anonymous:
        through = through and anonymous_filter(journey, through)
        journey = anonymous(journey)
    note = (settings.note_width, settings.note_height)
    journey = with_content(journey, settings.content, *note, settings.notes_across)
    return Prepared(journey, None if settings.content == "blank" else through)


def as_printed(journey: JourneyMap, settings: PrintSettings) -> JourneyMap:
    """Return ``journey`` in the language and with the codes, legend and footer of the print.

    Its own texts stay as they are.
    """
    if settings.language is not None:
        journey = set_about(journey, language=settings.language)
    return changed(journey, sheet=printed_settings(journey.sheet, settings))
