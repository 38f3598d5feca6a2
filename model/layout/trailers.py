"""What stands below the grid: the legend of signs used, and the footer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from model.journey import JourneyMap
from model.layout.coding import EVIDENCE_ICONS, MARKER_ICONS, TYPE_ICONS
from model.layout.faces import face
from model.layout.look import Look, Registers
from model.layout.marks import Icon, Mark, Rectangle
from model.layout.plans import Signs
from model.layout.sheet import Block
from model.layout.title import version_words
from model.layout.writing import write
from model.names import VOCABULARIES

_GAP = 9.0
_ROW_GAP = 3.0


def legend_block(look: Look, signs: Signs, width: float) -> Block | None:
    """Return the explanation of all ``signs`` used on the sheet; None if there are none."""
    entries = tuple(_entries(look, signs))
    if not entries:
        return None
    em = look.small_em
    swatch = 2.2 * em
    heading = look.small(look.words("sheet.legend"), width, is_bold=True)
    marks: list[Mark] = list(write(heading, 0, 0, width))
    x, y, row = 0.0, heading.height + _ROW_GAP, max(1.6 * em, heading.height)
    previous = entries[0][0]
    for group, kind, name in entries:
        text = look.small(name, width - swatch - em)
        needed = swatch + 0.4 * em + text.width
        if x and (x + needed > width or group != previous):
            x, y = 0.0, y + row + _ROW_GAP
        previous = group
        baseline = y + text.baselines[0] - 0.36 * em
        marks.extend(_swatch(group, kind, x, baseline, em))
        marks.extend(write(text, x + swatch + 0.4 * em, y, text.width))
        row = max(1.6 * em, text.height)
        x += needed + _GAP
    return Block("legend", "legend", width, y + row, tuple(marks))


def _entries(look: Look, signs: Signs) -> Iterator[tuple[str, str, str]]:
    for kind in VOCABULARIES["card_type"]:
        colours = sorted(
            s.split(".")[1] for group, s in signs if group == "type" and s.split(".")[0] == kind
        )
        for colour in colours:
            yield "type", f"{kind}.{colour}", look.words(f"names.card_type.{kind}")
    for marker in VOCABULARIES["marker"]:
        if ("marker", marker) in signs:
            yield "marker", marker, look.words(f"names.marker.{marker}")
    for level in VOCABULARIES["evidence_level"]:
        if ("evidence", level) in signs:
            yield "evidence", level, look.words(f"names.evidence_level.{level}")
    if ("feeling", "scale") in signs:
        for value in (-2, -1, 0, 1, 2):
            yield "feeling", str(value), look.words(f"names.feeling.{value}")


def _swatch(group: str, kind: str, x: float, middle: float, em: float) -> Iterator[Mark]:
    if group == "type":
        name, colour = kind.split(".")
        size = 2.0 * em
        yield Rectangle(
            x, middle - 0.75 * em, size, 1.5 * em,
            fill=f"card.{colour}.fill", stroke=f"card.{colour}.line", stroke_width=0.5, radius=1.0,
        )  # fmt: skip
        yield Icon(TYPE_ICONS[name], x + 0.5 * em, middle - 0.5 * em, em, "card.text")  # type: ignore[index]
    elif group == "feeling":
        yield from face(float(kind), x + em, middle, 1.5 * em, "feeling.line")
    else:
        icons: dict[str, str] = {**_plain(MARKER_ICONS), **_plain(EVIDENCE_ICONS)}
        yield Icon(icons[kind], x + 0.4 * em, middle - 0.6 * em, 1.2 * em, "text")


def _plain(icons: Mapping[Any, str]) -> dict[str, str]:
    return {str(kind): icon for kind, icon in icons.items()}


def footer_block(look: Look, registers: Registers, journey: JourneyMap, width: float) -> Block:
    """Return the footer: one line that says which map hangs here, and how old it is."""
    parts = tuple(part for part in _footer_parts(look, registers, journey) if part)
    text = look.small(" · ".join(parts), width)
    marks: Iterable[Mark] = (
        Rectangle(0, 0, width, 0.5, fill="grid.strong"),
        *write(text, 0, _ROW_GAP, width, "text.muted"),
    )
    return Block("footer", "footer", width, _ROW_GAP + text.height, tuple(marks))


def _footer_parts(look: Look, registers: Registers, journey: JourneyMap) -> Iterator[str]:
    about, words = journey.about, look.words
    yield about.title
    yield ", ".join(s.name for s in registers.personas.values() if s.is_visible and s.name)
    yield words(f"names.state.{about.state}")
    yield words(f"names.basis.{about.basis}")
    yield version_words(look, about)
    yield words("sheet.made_with")
