"""A map without what belongs to one workshop: who was there, when, what they voted and found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from model.cards import ActionPlan, Card, CellItem, Feeling, Metric
from model.edits import remove_entry
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import Lane, with_cells
from model.people import Customer
from model.printing.anonymous import anonymous
from model.references import all_items, references
from model.values import with_changes

PersonaData = Literal["kept", "unnamed", "gone"]
_OF_THE_JOURNEY = ("purpose", "scope", "basis", "segment", "scenario", "expectations")
_FIGURES = ("baseline", "target", "actual", "origin")
_DAYS = ("baseline_measured", "target_due", "measured", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What stays of a map besides its structure, its hints and the names of its figures.

    Attributes:
        cards: Whether cards, feelings, texts and pictures stay.
        personas: ``kept`` with all that is known of them; ``unnamed``: only that there is one, as
            "Persona 1", and texts call them so; ``gone``: not even that.
    """

    cards: bool = False
    personas: PersonaData = "unnamed"


def emptied(journey: JourneyMap, kept: Kept) -> JourneyMap:
    """Return ``journey`` as one would begin another like it.

    Named versions, dismissed insights, votes, dates, participants, authors, owners, sources and
    the photos of the wall never stay.
    """
    made = with_changes(
        _without_workshop(journey),
        about=_about(journey.about, kept),
        phases=tuple(_phase(phase, kept) for phase in journey.phases),
        lanes=tuple(_lane(lane, kept) for lane in journey.lanes),
        links=journey.links if kept.cards else (),
        personas=tuple(_without_sources(persona) for persona in journey.personas),
    )
    if kept.personas != "kept":
        made = _without_persona_data(made)
    if kept.personas == "gone":
        for persona in made.personas:
            made = remove_entry(made, "personas", persona.id)
    used = _images_of(made)
    images = tuple(image for image in journey.images if image.sha256 in used)
    return with_changes(made, images=images)


def _without_workshop(journey: JourneyMap) -> JourneyMap:
    return with_changes(
        journey,
        dismissals=(),
        versions=(),
        photos=(),
        evidence=(),
        views=tuple(with_changes(view, owners=()) for view in journey.views),
        rounds=tuple(with_changes(one, participants=None, date="") for one in journey.rounds),
    )


def _about(about: MapCard, kept: Kept) -> MapCard:
    bare = MapCard(
        title=about.title if kept.cards else "",
        journey_type=about.journey_type,
        state=about.state,
        language=about.language,
    )
    if not kept.cards:
        return bare
    return with_changes(bare, **{name: getattr(about, name) for name in _OF_THE_JOURNEY})


def _phase(phase: Phase, kept: Kept) -> Phase:
    return with_changes(
        phase, is_collapsed=False, steps=tuple(_step(step, kept) for step in phase.steps)
    )


def _step(step: Step, kept: Kept) -> Step:
    bare = with_changes(step, drop_off=None, stuck=None, friction=None, memorability=None)
    if kept.cards:
        return bare
    return with_changes(bare, duration="", wait="", is_moment_of_truth=False, markers=())


def _lane(lane: Lane, kept: Kept) -> Lane:
    cells = {step_id: tuple(_items(items, kept)) for step_id, items in lane.cells.items()}
    return with_cells(with_changes(lane, is_collapsed=False, is_locked=False), cells)


def _items(items: Iterable[CellItem], kept: Kept) -> Iterable[CellItem]:
    for item in items:
        if isinstance(item, Metric):
            yield _metric(item)
        elif kept.cards:
            yield _card(item) if isinstance(item, Card) else _other(item)


def _metric(metric: Metric) -> Metric:
    bare = dict.fromkeys(_FIGURES) | dict.fromkeys(_DAYS, "")
    return with_changes(metric, readings=(), **bare)


def _card(card: Card) -> Card:
    # A level without the sources it rests on would be a claim.
    return with_changes(
        card,
        votes=(),
        evidence=(),
        evidence_level=None,
        author="",
        as_written="",
        action=_plan(card.action),
    )


def _plan(plan: ActionPlan | None) -> ActionPlan | None:
    if plan is None:
        return None
    bare = ActionPlan(kind=plan.kind, impact=plan.impact, effort=plan.effort, metric=plan.metric)
    return bare if bare != ActionPlan() else None


def _other(item: CellItem) -> CellItem:
    return with_changes(item, comment="") if isinstance(item, Feeling) else item


def _without_sources(persona: Customer) -> Customer:
    return with_changes(persona, evidence=(), evidence_level=None, validated="", review="")


def _without_persona_data(journey: JourneyMap) -> JourneyMap:
    """Return ``journey`` with stand-ins for its personas, in all its texts; channels keep icons."""
    masked = anonymous(journey)
    icons = [channel.image for channel in journey.channels]
    return with_changes(
        masked,
        personas=tuple(map(_unnamed, masked.personas)),
        channels=tuple(
            with_changes(channel, image=icon)
            for channel, icon in zip(masked.channels, icons, strict=True)
        ),
        images=tuple(image for image in journey.images if image.sha256 in icons),
    )


def _unnamed(persona: Customer) -> Customer:
    return type(persona)(id=persona.id, name=persona.name, colour=persona.colour, mark=persona.mark)


def _images_of(journey: JourneyMap) -> frozenset[str]:
    held = (*journey.personas, *journey.channels, *all_items(journey))
    return frozenset(
        found.id for value in held for found in references(value) if found.target == "images"
    )
