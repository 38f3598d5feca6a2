"""Import of Mermaid ``journey`` diagrams: sections are phases, tasks cards, scores feelings.

What people write is read more tolerantly than Mermaid does: colons in tasks, scores or actors left
out, a remark where actors should stand, front matter, a fence of Markdown round it.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, field
from typing import Final

from model.cards import Card, Feeling
from model.exchange.foreign import Losses, read_foreign
from model.exchange.mermaid_words import decoded, fenced
from model.exchange.plain_text import decode_text
from model.exchange.wording import read_plain_number
from model.file import shown_name
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, Lane
from model.people import Persona
from model.problems import FileProblem, Problem
from model.texts import Texts
from model.values import MAX_LINE, MAX_TEXT, clean_line, clean_text

MAX_BYTES: Final = 8 * 1024 * 1024
MAX_TASKS: Final = 2_000
MAX_ACTORS: Final = 200

# The first word of Mermaid's other diagrams.
_OTHERS: Final = frozenset(
    ("graph", "flowchart", "sequencediagram", "classdiagram", "statediagram", "statediagram-v2",
     "erdiagram", "gantt", "pie", "quadrantchart", "requirementdiagram", "gitgraph", "mindmap",
     "timeline", "zenuml", "sankey-beta", "xychart-beta", "block-beta", "packet-beta", "kanban",
     "architecture-beta", "c4context")
)  # fmt: skip
_KEYWORD: Final = re.compile(r"(title|section)(?:\s+(.*))?|(accTitle|accDescr)\s*:\s*(.*)")
_COMMENT: Final = re.compile(r"%%+|#(?!\w{1,30};)#*")
_CODE_AT_END: Final = re.compile(r"#\w{1,30};\Z")
_DESCRIPTION: Final = re.compile(r"accDescr\s*\{([^}]*)\}")
_DIRECTIVE: Final = re.compile(r"%%\{.*?\}%%", re.DOTALL)
_FRONT: Final = re.compile(r"\A\s*---[ \t]*\n(.*?)\n[ \t]*---[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_TITLE: Final = re.compile(r"title\s*:\s*(.+)")
# An actor has a name; a sentence in its place is a remark.
_MOST_WORDS: Final = 4
_BEST: Final = 5.0


def read_mermaid(
    data: bytes, name: str, language: str = "en"
) -> tuple[JourneyMap, tuple[Problem, ...]]:
    """Return the map in ``data``, a Mermaid file people know as ``name``, and what is lost.

    Sections become phases, each task a step with a card, its score (1 to 5) a feeling (-2 to +2),
    actors personas. Comments become notes of the map. Lanes are named in ``language``.

    Raises:
        FileProblem: If it is no text, no ``journey`` diagram, or larger than the limits here.
    """
    if len(data) > MAX_BYTES:
        raise FileProblem("mermaid.too_large", file=name, limit=MAX_BYTES >> 20)
    losses = Losses()
    found = _Diagram(name, losses)
    found.read(decode_text(data, name, losses))
    made = _made(found, losses, Texts(language), hashlib.sha256(data).hexdigest()[:10])
    return made, losses.problems()


def open_mermaid(
    path: str | os.PathLike[str], language: str = "en"
) -> tuple[JourneyMap, tuple[Problem, ...]]:
    """Return the map in the Mermaid file at ``path`` and what is lost; see `read_mermaid`.

    Raises:
        FileProblem: If it cannot be read, and as `read_mermaid`.
    """
    return read_mermaid(read_foreign(path, MAX_BYTES), shown_name(path), language)


@dataclass
class _Task:
    text: str
    score: float | None
    actors: tuple[str, ...]
    remark: str = ""


@dataclass
class _Section:
    name: str
    tasks: list[_Task] = field(default_factory=list)


class _Diagram:
    """The lines of one diagram, told apart."""

    def __init__(self, name: str, losses: Losses) -> None:
        self._name, self._losses = name, losses
        self.title = self.description = self.heading = ""
        self.comments: list[str] = []
        self.sections: list[_Section] = []
        self._count = 0

    def read(self, text: str) -> None:
        text, is_more = fenced(text)
        if is_more:
            self._losses.note("mermaid.only_first")
        text = self._without_front_matter(text)
        text, count = _DIRECTIVE.subn("", text)
        for _ in range(count):
            self._losses.note("mermaid.lost_directive")
        described = _DESCRIPTION.search(text)
        if described:
            self.description = _plain(described.group(1).strip())
            text = text[: described.start()] + text[described.end() :]
        is_begun = False
        for number, line in enumerate(text.split("\n"), start=1):
            bare = line.strip()
            comment = _COMMENT.match(bare)
            if comment:
                self.comments.append(_plain(bare[comment.end() :].strip()))
            elif is_begun and bare:
                self._take(bare)
            elif bare:
                self._begin(bare, number)
                is_begun = True
        if not is_begun:
            raise FileProblem("mermaid.not_journey", file=self._name, line=1)

    def _without_front_matter(self, text: str) -> str:
        front = _FRONT.match(text)
        if front is None:
            return text
        for line in front.group(1).split("\n"):
            titled = _FRONT_TITLE.fullmatch(line.strip())
            if titled and not line.startswith(" "):
                self.heading = _plain(titled.group(1).strip().strip("\"'"))
            elif line.strip():
                self._losses.note("mermaid.lost_front_matter")
        return text[front.end() :]

    def _begin(self, line: str, number: int) -> None:
        word, _, rest = line.rstrip(";").partition(" ")
        if word == "journey":
            if rest.strip():
                self._take(rest.strip())
            return
        code = "mermaid.other_diagram" if word.lower() in _OTHERS else "mermaid.not_journey"
        raise FileProblem(code, file=self._name, kind=word[:40], line=number)

    def _take(self, line: str) -> None:
        found = _KEYWORD.fullmatch(line)
        if found is None:
            self._add_task(line)
            return
        word = found.group(1) or found.group(3)
        said = _plain((found.group(2) or found.group(4) or "").strip())
        match word:
            case "section":
                self.sections.append(_Section(said))
            case "title":
                self.title = said
            case "accTitle":
                self.heading = self.heading or said
            case _:
                self.description = said

    def _add_task(self, line: str) -> None:
        self._count += 1
        if self._count > MAX_TASKS:
            raise FileProblem("mermaid.too_many", file=self._name, limit=MAX_TASKS)
        if not self.sections:
            self.sections.append(_Section(""))
        self.sections[-1].tasks.append(self._task(line))

    def _task(self, line: str) -> _Task:
        """Return the task of ``line``: its score is the first number between colons."""
        parts = line.split(":")
        place = next(
            (at for at in range(1, len(parts)) if read_plain_number(parts[at]) is not None), None
        )
        if place is None:
            self._losses.note("mermaid.without_score")
            text = line.strip().rstrip(":").rstrip()
            return _Task(_text(text), None, ())
        text = ":".join(parts[:place]).strip()
        actors = ":".join(parts[place + 1 :]).strip()
        if not _CODE_AT_END.search(actors):
            actors = actors.rstrip("; ")
        score = read_plain_number(parts[place])
        names = [name.strip() for name in actors.split(",")]
        if any(len(name.split()) > _MOST_WORDS for name in names):
            return _Task(_text(text), score, (), _text(actors))
        return _Task(_text(text), score, tuple(filter(None, map(_line, map(_plain, names)))))


def _made(found: _Diagram, losses: Losses, texts: Texts, map_id: str) -> JourneyMap:
    sections = found.sections or [_Section("")]
    personas = _personas(sections, losses)
    ids = {persona.name: persona.id for persona in personas}
    phases: list[Phase] = []
    cards: dict[str, tuple[Card, ...]] = {}
    feelings: dict[str, tuple[Feeling, ...]] = {}
    for section in sections:
        steps = tuple(Step(id=f"s{len(cards) + at}") for at in range(1, len(section.tasks) + 1))
        for step, task in zip(steps, section.tasks, strict=True):
            number = len(cards) + 1
            known = tuple(ids[name] for name in task.actors if name in ids)
            cards[step.id] = (Card(id=f"c{number}", text=task.text, personas=known),)
            if task.score is not None:
                value = _value(task.score, losses)
                feelings[step.id] = (
                    Feeling(
                        id=f"f{number}", values=(value,), card=f"c{number}", comment=task.remark
                    ),
                )
        place = len(phases) + 1
        steps = steps or (Step(id=f"e{place}"),)
        phases.append(Phase(id=f"p{place}", name=_line(section.name), steps=steps))
    return JourneyMap(
        id=map_id,
        about=_about(found, texts.language),
        personas=personas,
        phases=tuple(phases),
        lanes=_lanes(cards, feelings, texts),
    )


def _about(found: _Diagram, language: str) -> MapCard:
    title, more = found.title or found.heading, found.heading if found.title else ""
    notes = "\n".join(comment for comment in found.comments if comment)
    return MapCard(
        title=_line(title),
        subtitle=_line(more) if more != title else "",
        purpose=found.description[:MAX_TEXT],
        notes=notes[:MAX_TEXT],
        language=language,
    )


def _personas(sections: list[_Section], losses: Losses) -> tuple[Persona, ...]:
    names = dict.fromkeys(
        name for section in sections for task in section.tasks for name in task.actors
    )
    for _ in list(names)[MAX_ACTORS:]:
        losses.note("mermaid.lost_actor")
    kept = list(names)[:MAX_ACTORS]
    return tuple(Persona(id=f"a{at}", name=name) for at, name in enumerate(kept, start=1))


def _lanes(
    cards: dict[str, tuple[Card, ...]], feelings: dict[str, tuple[Feeling, ...]], texts: Texts
) -> tuple[Lane, ...]:
    return (
        CardsLane(
            id="tasks",
            name=texts("names.lane_role.customer_actions"),
            role="customer_actions",
            card_type="action",
            cells=cards,
        ),
        FeelingsLane(
            id="feelings", name=texts("names.lane_role.feels"), role="feels", cells=feelings
        ),
    )


def _value(score: float, losses: Losses) -> float:
    if not 1 <= score <= _BEST:
        losses.note("mermaid.score_cut")
    return round(max(1.0, min(score, _BEST)) - 3, 4)


def _plain(text: str) -> str:
    return clean_text(decoded(text))


def _text(text: str) -> str:
    return _plain(text)[:MAX_TEXT]


def _line(text: str) -> str:
    return clean_line(text)[:MAX_LINE]
