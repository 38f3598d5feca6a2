"""Insights, dismissals and notes in plain sentences of the window's language."""

from __future__ import annotations

from model.counting import Insight, Moment, ReviewDue
from model.dismissals import Dismissal
from model.find import item_by_id, step_place
from model.journey import JourneyMap
from model.part_words import short
from model.texts import Texts
from model.wording import date_words
from widgets.canvas.accessible import part_name
from widgets.canvas.selection import Selection
from widgets.language import Language

_MOST_LETTERS = 70


def insight_words(journey: JourneyMap, words: Language, insight: Insight) -> str:
    """Return the sentence that tells an insight."""
    key = f"counting.insight.{insight.kind}"
    if insight.kind == "channel_used_once" and insight.card is None:
        key = "counting.insight.channel_used_once_in_phase"
    if insight.kind == "message_missing" and insight.phase is not None:
        key = "counting.insight.message_missing_in_phase"
    if insight.kind == "low_without_pain_point" and insight.persona is None:
        key = "counting.insight.low_of_anyone"
    return words(
        key,
        phase=_named(journey, words, "phases", insight.phase),
        step=step_words(journey, words, insight.step),
        card=_named(journey, words, "items", insight.card),
        persona=persona_words(journey, words, insight.persona),
        channel=insight.channel,
    )


def place_words(journey: JourneyMap, words: Language, insight: Insight) -> str:
    """Return where a card hangs: its phase, and its step where that has a name."""
    if insight.step is None or insight.card is None:
        return ""
    place = step_place(journey, insight.step)
    if place is None:
        return ""
    names = (_named(journey, words, "phases", place.phase.id), place.step.name)
    return " \u00b7 ".join(name for name in names if name)


def dismissal_words(words: Language, dismissal: Dismissal, *, is_spent: bool = False) -> str:
    """Return why, by whom and when something was set aside."""
    day = date_words(Texts(words.code), dismissal.date) if dismissal.date else ""
    signed = ", ".join(part for part in (dismissal.by, day) if part)
    reason = " ".join(dismissal.reason.split()) or words("counting.insights.no_reason")
    parts = (reason, signed, words("counting.insights.spent") if is_spent else "")
    return " \u00b7 ".join(part for part in parts if part)


def spent_words(journey: JourneyMap, words: Language, dismissal: Dismissal) -> str:
    """Return what a dismissal was about, now that it is no longer the case."""
    about = Insight(
        dismissal.kind,
        phase=dismissal.phase,
        step=dismissal.step,
        card=dismissal.card,
        persona=dismissal.persona,
    )
    names = (
        _named(journey, words, "items", about.card),
        persona_words(journey, words, about.persona) if about.persona else "",
        step_words(journey, words, about.step),
        _named(journey, words, "phases", about.phase),
        dismissal.channel,
    )
    kind = words(f"names.insight.{dismissal.kind}")
    name = next((each for each in names if each), "")
    return f"{kind}: {name}" if name else kind


def review_words(journey: JourneyMap, words: Language, due: ReviewDue) -> str:
    """Return the sentence that tells of a review whose day has come."""
    day = date_words(Texts(words.code), due.day)
    if due.persona is None:
        return words("counting.note.review_of_map", day=day)
    persona = persona_words(journey, words, due.persona)
    return words("counting.note.review_of_persona", persona=persona, day=day)


def persona_words(journey: JourneyMap, words: Language, persona_id: str | None) -> str:
    """Return the name of a persona, or that it has none."""
    if persona_id is None:
        return ""
    names = (held.name for held in journey.personas if held.id == persona_id)
    return next(names, "") or words("counting.nameless")


def _named(journey: JourneyMap, words: Language, kind: str, part_id: str | None) -> str:
    if part_id is None or (kind == "items" and item_by_id(journey, part_id) is None):
        return ""
    name = part_name(journey, words, Selection(kind, (part_id,)))  # type: ignore[arg-type]
    return short(name, _MOST_LETTERS)


def moment_words(journey: JourneyMap, words: Language, moment: Moment) -> str:
    """Return the phase of a moment of truth, and the cards in it that are marked."""
    cards = (_named(journey, words, "items", card) for card in moment.cards)
    return " \u00b7 ".join((_named(journey, words, "phases", moment.phase), *cards))


def step_words(journey: JourneyMap, words: Language, step_id: str | None) -> str:
    """Return the name of a step, or of its phase where it has none."""
    place = step_place(journey, step_id) if step_id else None
    if place is None:
        return ""
    return place.step.name or _named(journey, words, "phases", place.phase.id)
