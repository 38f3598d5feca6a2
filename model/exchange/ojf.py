"""Import of OpenJourney files (``.ojf``), in both dialects that are about (reference/peers.md).

One names persona and point of view at the root, the other in ``metadata``; nodes say ``stageId``
or ``stage``, and may lack an id; blueprint parts hang on the nodes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from model.cards import Card, CardColour, CardType, Feeling, Marker
from model.exchange.foreign import Losses, Part, parse, read_foreign
from model.exchange.ojf_words import (
    CARD_TYPE_OF_ROLE,
    HEX_OF_COLOUR,
    SEVERITIES,
    TYPE_OF_PURPOSE,
    known_icon,
    known_role,
    near_colour,
    role_of_name,
)
from model.file import shown_name
from model.journey import JourneyMap, Link, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, Lane, LaneRole, with_cells
from model.people import Persona
from model.problems import FileProblem, Problem
from model.texts import Texts
from model.values import MAX_LINE, MAX_TEXT, with_changes

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_STAGES: Final = 500
MAX_LANES: Final = 500
MAX_NODES: Final = 20_000

# So that a card has room for the title, too.
_MAX_DESCRIPTION: Final = MAX_TEXT - MAX_LINE - 1

# Of each blueprint part: its names, the fields that say who or what, and those that say how.
_BLUEPRINT: Final[Mapping[LaneRole, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]] = (
    MappingProxyType(
        {
            "physical_evidence": (
                ("evidence", "physicalEvidence"),
                ("item", "name", "title"),
                ("description",),
            ),
            "frontstage": (("onstage", "frontstage"), ("actor", "name"), ("action", "description")),
            "backstage": (("backstage",), ("actor", "name"), ("action", "description")),
            "support": (
                ("support", "supportProcesses"),
                ("system", "name"),
                ("description", "action"),
            ),
        }
    )
)


def read_ojf(
    data: bytes, name: str, language: str = "en"
) -> tuple[JourneyMap, tuple[Problem, ...]]:
    """Return the map in ``data``, an OpenJourney file people know as ``name``, and what is lost.

    Stages become phases of one step, swimlanes lanes, nodes cards. Scores (-5 to +5, or 0 to 10)
    become feelings of their cards, in the file's lane for feelings where that holds no cards, else
    in a lane of their own; blueprint parts cards in lanes for
    physical evidence, frontstage, backstage and support. Lanes that the file has no name for are
    named in ``language``, which is also the map's.

    Raises:
        FileProblem: If it is not JSON, not OpenJourney, or larger than the limits of this module.
    """
    losses = Losses()
    found = parse(data, name, MAX_BYTES)
    reader = _Reader(Part(found, losses), losses, name, Texts(language))
    digest = hashlib.sha256(data).hexdigest()
    return reader.journey(digest[:10], language), losses.problems()


def open_ojf(
    path: str | os.PathLike[str], language: str = "en"
) -> tuple[JourneyMap, tuple[Problem, ...]]:
    """Return the map in the OpenJourney file at ``path`` and what is lost; see `read_ojf`.

    Raises:
        FileProblem: If it cannot be read, and as `read_ojf`.
    """
    return read_ojf(read_foreign(path, MAX_BYTES), shown_name(path), language)


class _Reader:
    """Turns one file into one map; ids are numbered, so the same file makes the same map."""

    def __init__(self, root: Part, losses: Losses, name: str, texts: Texts) -> None:
        self._root, self._losses, self._name, self._texts = root, losses, name, texts
        self._step_ids: dict[str, str] = {}
        self._lane_ids: dict[str, str] = {}
        self._card_ids: dict[str, str] = {}
        self._persona_ids: dict[str, str] = {}
        self._cells: dict[str, dict[str, list[Card]]] = {}
        # Feelings by lane and step; "" is the lane of what cards score.
        self._curves: dict[str, dict[str, list[Feeling]]] = {}
        self._lowest, self._highest = -5.0, 5.0
        # Of feelings that stand alone: the card they may name, which can come later.
        self._felt_cards: dict[str, str] = {}
        self._count = 0

    def journey(self, map_id: str, language: str) -> JourneyMap:
        meta = self._root.part("metadata")
        about, personas = self._about(meta, language), self._personas(meta)
        phases = self._phases()
        lanes = self._named_lanes()
        nodes = self._bounded("nodes", MAX_NODES, "nodes", "cards")
        self._choose_scale(nodes)
        for node in nodes:
            self._add_node(node)
        links = tuple(self._links())
        meta.note_unread("ojf.lost_map_field")
        self._root.note_unread("ojf.lost_map_field")
        return JourneyMap(
            id=map_id,
            about=about,
            personas=personas,
            phases=phases,
            lanes=self._all_lanes(lanes),
            links=links,
        )

    # ------------------------------------------------------------ the frame

    def _about(self, meta: Part, language: str) -> MapCard:
        title = meta.line("title", "name") or self._root.line("title", "name")
        told = (self._root, meta)
        view = next((view for part in told if (view := part.text("pointOfView", "pov"))), "")
        purpose = next((text for part in told if (text := part.text("description"))), "")
        # Formats say their own version here, not the map's.
        self._root.get("version")
        meta.get("version")
        if not title:
            title, view = " ".join(view.split())[:MAX_LINE], "" if "\n" not in view else view
        return MapCard(title=title, scenario=view, purpose=purpose, language=language)

    def _personas(self, meta: Part) -> tuple[Persona, ...]:
        both = (self._root, meta)
        found = [part for told in both for part in told.parts("personas")]
        # Who is told of in a list may be named at the top, too.
        found += [part for told in both for part in told.parts("persona")]
        made: list[Persona] = []
        for number, part in enumerate(found[:MAX_LANES], start=1):
            named = {"name": part.line("name", "title"), "description": part.text("description")}
            details = {"occupation": part.line("role", "occupation"), "quote": part.text("quote")}
            theirs = part.line("id")
            part.note_unread("ojf.lost_persona_field")
            is_known = any(held.name == named["name"] for held in made)
            says = (named["description"], *details.values())
            if any(says) or theirs or (named["name"] and not is_known):
                made.append(Persona(id=f"persona-{number}", **named, **details))
                self._remember(self._persona_ids, made[-1].id, theirs)
        self._remember_names(self._persona_ids, ((held.id, held.name) for held in made))
        if len(found) > MAX_LANES:
            self._losses.note("ojf.lost_personas")
        return tuple(made)

    def _phases(self) -> tuple[Phase, ...]:
        stages = self._bounded("stages", MAX_STAGES, "stages", "phases")
        if not stages:
            raise FileProblem("ojf.no_stages", file=self._name)
        made: list[Phase] = []
        names: list[tuple[str, str]] = []
        before = ""
        for number, stage in enumerate(stages, start=1):
            phase_id = stage.line("phaseId")
            own_phase = stage.line("phase") if phase_id else ""
            name = stage.line("name", "title", "label")
            definition = stage.text("description", "definition")
            step = Step(id=f"s{number}", name=stage.line("step") if phase_id else "")
            self._remember(self._step_ids, step.id, stage.line("id"))
            stage.note_unread("ojf.lost_stage_field")
            names.append((step.id, name))
            if phase_id and phase_id == before:
                made[-1] = made[-1].model_copy(update={"steps": (*made[-1].steps, step)})
            else:
                named = {"name": own_phase if phase_id else name, "definition": definition}
                made.append(Phase(id=f"p{len(made) + 1}", **named, steps=(step,)))
            before = phase_id
        self._remember_names(self._step_ids, names)
        return tuple(made)

    def _named_lanes(self) -> list[CardsLane]:
        made = []
        lanes = self._bounded("swimlanes", MAX_LANES, "swimlanes", "lanes")
        for number, lane in enumerate(lanes, start=1):
            name = lane.line("name", "title", "label")
            role: LaneRole | None = lane.word("role", known_role) or role_of_name(name)
            usual: CardType = CARD_TYPE_OF_ROLE.get(role, "note") if role else "note"
            purpose = lane.word("purpose", lambda word: TYPE_OF_PURPOSE.get(_plain(word)))
            made.append(
                CardsLane(
                    id=f"l{number}",
                    name=name,
                    role=role,
                    hint=lane.text("description"),
                    card_type=purpose or usual,
                )
            )
            if lane.says("kind", "feelings"):
                self._curves[made[-1].id] = {}
            self._remember(self._lane_ids, made[-1].id, lane.line("id"))
            for kind in ("metrics", "text", "images"):  # the cards say what they were
                lane.says("kind", kind)
            lane.note_unread("ojf.lost_lane_field")
        self._remember_names(self._lane_ids, ((lane.id, lane.name) for lane in made))
        return made

    def _remember(self, known: dict[str, str], ours: str, theirs: str) -> None:
        if not theirs:
            return
        if theirs in known:
            self._losses.note("ojf.same_id", id=theirs[:60])
        known.setdefault(theirs, ours)

    def _remember_names(self, known: dict[str, str], named: Iterable[tuple[str, str]]) -> None:
        """Let what has no better id be found by its name."""
        for ours, name in named:
            if name:
                known.setdefault(name, ours)

    def _bounded(self, field: str, limit: int, *names: str) -> tuple[Part, ...]:
        found = self._root.parts(*names)
        if len(found) > limit:
            raise FileProblem(
                "ojf.too_many", file=self._name, path=field, count=len(found), limit=limit
            )
        return found

    # ------------------------------------------------------------ nodes

    def _choose_scale(self, nodes: Sequence[Part]) -> None:
        """Scores are -5 to +5 as documented, or 0 to 10 where one is above 5 and none below 0."""
        scores = [score for node in nodes if (score := node.number("score")) is not None]
        if scores and min(scores) >= 0 and max(scores) > 5:
            self._lowest, self._highest = 0.0, 10.0

    def _add_node(self, node: Part) -> None:
        step_id = self._step_ids.get(node.line("stageId", "stage"), "")
        lane_id = self._lane_ids.get(node.line("swimlaneId", "swimlane", "laneId", "lane"), "")
        if not step_id:
            self._losses.note("ojf.without_stage")
        elif not lane_id:
            self._losses.note("ojf.without_lane")
        if step_id and lane_id in self._curves and node.says("kind", "feeling"):
            self._add_own_feeling(node, lane_id, step_id)
            return
        if not (step_id and lane_id):
            step_id, lane_id = step_id or "s1", "extra"
        card = self._card(node)
        self._remember(self._card_ids, card.id, node.line("id"))
        self._put(lane_id, step_id, card)
        self._add_feeling(node, card, step_id)
        self._add_blueprint(node, step_id)
        node.note_unread("ojf.lost_node_field")

    def _card(self, node: Part) -> Card:
        purpose = node.line("purpose", "type")
        card_type = TYPE_OF_PURPOSE.get(_plain(purpose))
        tags = node.lines("tags")
        if purpose and card_type is None:
            tags = tuple(dict.fromkeys((*tags, purpose)))
        if node.number("score") is None and node.get("sentiment"):
            tags = tuple(dict.fromkeys((*tags, node.line("sentiment"))))
        markers: tuple[Marker, ...] = ()
        if node.get("isMomentOfTruth", "momentOfTruth") is True:
            markers = ("moment_of_truth",)
        told = _joined(node.line("title", "name"), node.text("description", limit=_MAX_DESCRIPTION))
        return Card(
            id=self._new_id("c"),
            text=node.exact("exactText") or told,
            type=card_type,
            personas=self._people(node),
            tags=tags,
            markers=markers,
            severity=SEVERITIES.get(_plain(node.line("severity"))),
            icon=self._icon(node),
            colour=self._colour(node),
        )

    def _people(self, node: Part) -> tuple[str, ...]:
        """Return the personas a node names by id or name; who is unknown is noted."""
        found = []
        for name in node.lines("personas"):
            if name in self._persona_ids:
                found.append(self._persona_ids[name])
            else:
                self._losses.note("ojf.lost_persona", persona=name[:60])
        return tuple(dict.fromkeys(found))

    def _icon(self, node: Part) -> str | None:
        wanted = node.line("icon")
        icon = known_icon(wanted)
        if wanted and icon is None:
            self._losses.note("ojf.lost_icon", icon=wanted[:60])
        return icon

    def _colour(self, node: Part) -> CardColour | None:
        wanted = node.line("iconColor", "color", "colour")
        colour = near_colour(wanted)
        if colour is not None and HEX_OF_COLOUR[colour] != wanted.lower():
            self._losses.note("ojf.near_colour")
        elif wanted and colour is None and wanted.lower() not in ("#fff", "#ffffff", "white"):
            self._losses.note("ojf.lost_colour", colour=wanted[:60])
        return colour

    def _add_feeling(self, node: Part, card: Card, step_id: str) -> None:
        value = self._value(node)
        if value is not None:
            made = Feeling(
                id=self._new_id("f"),
                values=(value,),
                label=node.line("sentiment"),
                card=card.id,
            )
            self._curves.setdefault("", {}).setdefault(step_id, []).append(made)

    def _add_own_feeling(self, node: Part, lane_id: str, step_id: str) -> None:
        """Take a node that is a feeling and no card: we write those."""
        label = node.line("title") or node.line("sentiment")
        made = Feeling(
            id=self._new_id("f"),
            values=(self._value(node) or 0.0,),
            label=label,
            comment=node.text("description"),
            persona=next(iter(self._people(node)), None),
        )
        self._curves[lane_id].setdefault(step_id, []).append(made)
        self._felt_cards[made.id] = node.line("card")
        node.get("id")
        node.get("sentiment")
        node.note_unread("ojf.lost_node_field")

    def _value(self, node: Part) -> float | None:
        """Return the score of ``node`` on our scale, None where it has none."""
        score = node.number("score")
        if score is None:
            return None
        if not self._lowest <= score <= self._highest:
            self._losses.note("ojf.score_cut")
        inside = max(self._lowest, min(score, self._highest))
        share = (inside - self._lowest) / (self._highest - self._lowest)
        return round(share * 4 - 2, 2)

    def _add_blueprint(self, node: Part, step_id: str) -> None:
        blueprint = node.part("blueprint")
        for role, (names, whos, hows) in _BLUEPRINT.items():
            for part in blueprint.parts(*names):
                tags = part.lines("type")
                text = _joined(part.line(*whos), part.text(*hows, limit=_MAX_DESCRIPTION))
                part.get("id")
                part.note_unread("ojf.lost_blueprint_field")
                if text:
                    made = Card(id=self._new_id("c"), text=text, tags=tags)
                    self._put(f"blueprint-{role}", step_id, made)
        blueprint.note_unread("ojf.lost_blueprint_field")

    def _links(self) -> Iterable[Link]:
        for part in self._root.parts("connections", "edges", "links"):
            source = self._card_ids.get(part.line("source", "from", "sourceId"))
            target = self._card_ids.get(part.line("target", "to", "targetId"))
            if source is None or target is None or source == target:
                self._losses.note("ojf.lost_link")
                continue
            yield Link(id=self._new_id("k"), source=source, target=target, label=part.line("label"))

    def _put(self, lane_id: str, step_id: str, card: Card) -> None:
        self._cells.setdefault(lane_id, {}).setdefault(step_id, []).append(card)

    def _new_id(self, prefix: str) -> str:
        self._count += 1
        return f"{prefix}{self._count}"

    # ------------------------------------------------------------ lanes

    def _all_lanes(self, named: Sequence[CardsLane]) -> tuple[Lane, ...]:
        """Return the lanes as a service blueprint has them: evidence above, backstage below."""
        lanes: list[Lane | None] = [self._blueprint_lane("physical_evidence")]
        self._join_curves(named)
        for lane in named:
            cells = self._cells_of(lane.id)
            is_curve = lane.id in self._curves
            if is_curve:
                lanes.append(self._feelings_lane(lane.id, lane))
            if cells or not is_curve:
                kept = lane.model_copy(update={"id": f"{lane.id}-cards"}) if is_curve else lane
                lanes.append(with_cells(kept, cells))
        lanes.append(self._extra_lane())
        if self._curves.get(""):
            lanes.append(self._feelings_lane("", None))
        lanes.extend(self._blueprint_lane(role) for role in ("frontstage", "backstage", "support"))
        return tuple(lane for lane in lanes if lane is not None)

    def _cells_of(self, lane_id: str) -> dict[str, tuple[Card, ...]]:
        return {step_id: tuple(cards) for step_id, cards in self._cells.get(lane_id, {}).items()}

    def _blueprint_lane(self, role: LaneRole) -> CardsLane | None:
        cells = self._cells_of(f"blueprint-{role}")
        if not cells:
            return None
        name = self._texts(f"names.lane_role.{role}")
        card_type = CARD_TYPE_OF_ROLE[role]
        lane_id = f"blueprint-{role}"
        return CardsLane(id=lane_id, name=name, role=role, card_type=card_type, cells=cells)

    def _extra_lane(self) -> CardsLane | None:
        cells = self._cells_of("extra")
        name = self._texts("exchange.extra_lane")
        return CardsLane(id="extra", name=name, cells=cells) if cells else None

    def _join_curves(self, named: Sequence[CardsLane]) -> None:
        """Put what cards score into the first lane meant for feelings that holds no cards."""
        home = next((lane.id for lane in named if lane.id in self._curves), None)
        home = home or next(
            (lane.id for lane in named if lane.role == "feels" and lane.id not in self._cells), None
        )
        if home is None:
            return
        scores = self._curves.pop("", {})
        if scores:
            cells = self._curves.setdefault(home, {})
            for step_id, feelings in scores.items():
                cells[step_id] = [*feelings, *cells.get(step_id, [])]

    def _feelings_lane(self, lane_id: str, home: CardsLane | None) -> FeelingsLane:
        cells = {
            step_id: tuple(self._with_card(feeling) for feeling in feelings)
            for step_id, feelings in self._curves[lane_id].items()
        }
        return FeelingsLane(
            id=home.id if home else "feelings",
            name=home.name if home else self._texts("names.lane_role.feels"),
            hint=home.hint if home else "",
            role="feels",
            cells=cells,
        )

    def _with_card(self, feeling: Feeling) -> Feeling:
        card_id = self._card_ids.get(self._felt_cards.get(feeling.id, ""))
        return with_changes(feeling, card=card_id) if card_id else feeling


def _joined(title: str, description: str) -> str:
    return "\n".join(part for part in (title, description) if part)


def _plain(word: str) -> str:
    return word.casefold().replace("-", " ").replace("_", " ")
