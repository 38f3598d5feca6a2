"""What stands below the grid: the legend of signs used, and the footer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast

from model.cards import EvidenceLevel
from model.filtering import Filter, is_empty
from model.journey import JourneyMap
from model.layout.change_marks import change_badge
from model.layout.coding import (
    EVIDENCE_ICONS,
    MARKER_ICONS,
    RATING_ICONS,
    SOURCES_ICON,
    STATUS_ICONS,
    TYPE_ICONS,
)
from model.layout.curves_before import before_ring
from model.layout.evidence_marks import UNSAID, evidence_note
from model.layout.faces import face
from model.layout.feeling_points import ring
from model.layout.links import zigzag
from model.layout.look import Look, Registers
from model.layout.marks import Icon, Mark, Outline, Rectangle, Stroke
from model.layout.matrix import used_disc
from model.layout.persona_marks import persona_shape
from model.layout.plans import Signs
from model.layout.sheet import Block
from model.layout.title import version_words
from model.layout.writing import write, write_ending
from model.marking import SIGNS, ChangeSign, Marking
from model.names import VOCABULARIES

_GAP = 9.0
_ROW_GAP = 3.5
_GROUP_GAP = 16.0


def legend_block(look: Look, registers: Registers, signs: Signs, width: float) -> Block | None:
    """Return the explanation of all ``signs`` used on the sheet; None if there are none.

    Its heading stands under the lanes' titles, the signs under the columns.
    """
    entries = tuple(_entries(look, registers, signs))
    if not entries:
        return None
    em = look.small_em
    swatch = 2.2 * em
    gap = max(_GAP, 0.7 * em)  # also in a small print, where the type is larger than the rest
    heading = look.small(look.words("sheet.legend"), width, is_bold=True)
    marks: list[Mark] = list(write(heading, 0, 0, width))
    start = look.settings.lane_title_width + look.settings.gap / 2
    y = 0.0
    if width - start < start or heading.width > start:
        start, y = 0.0, heading.height + _ROW_GAP
    row = 1.6 * em
    x, previous = start, entries[0][0]
    for group, kind, name in entries:
        text = look.small(name, width - start - swatch - em)
        needed = swatch + 0.4 * em + text.width
        x += _GROUP_GAP if group != previous else 0.0
        if x > start and x + needed > width:
            x, y, row = start, y + row + _ROW_GAP, 1.6 * em
        previous = group
        baseline = y + text.baselines[0] - 0.36 * em
        marks.extend(_swatch(group, kind, x, baseline, em))
        marks.extend(write(text, x + swatch + 0.4 * em, y, text.width))
        row = max(row, text.height)
        x += needed + gap
    return Block("legend", "legend", width, max(y + row, heading.height), tuple(marks))


def _entries(look: Look, registers: Registers, signs: Signs) -> Iterator[tuple[str, str, str]]:
    """Yield (group, kind, words) of the signs in the order of the vocabularies."""
    # Where grounds of cards tell something else, their bars alone have the colour of the type.
    look_of_type = "bar" if any(group == "level" for group, _ in signs) else "type"
    for kind in VOCABULARIES["card_type"]:
        colours = sorted(
            s.split(".")[1] for group, s in signs if group == "type" and s.split(".")[0] == kind
        )
        for colour in colours:
            yield look_of_type, f"{kind}.{colour}", look.words(f"names.card_type.{kind}")
    for group, words, kinds in (
        ("marker", "names.marker", VOCABULARIES["marker"]),
        ("rating", "sheet.legend", tuple(RATING_ICONS)),
        ("status", "names.action_status", VOCABULARIES["action_status"]),
        ("evidence", "names.evidence_level", VOCABULARIES["evidence_level"]),
        ("evidence", "sheet.legend", ("sources",)),
    ):
        for kind in kinds:
            # Where cards are looked at by it, the level has a swatch instead of its icon alone.
            known = "level" if group == "evidence" and ("level", kind) in signs else group
            if (known, kind) in signs:
                yield known, kind, look.words(f"{words}.{kind}")
    if ("level", UNSAID) in signs:
        yield "level", UNSAID, look.words("sheet.legend.unsaid")
    yield from _feelings(look, signs)
    if ("opinion", "opinion") in signs:
        yield "opinion", "opinion", look.words("sheet.legend.opinion")
    yield from _personas(registers, signs)
    for group, kind in _LAST:
        if (group, kind) in signs:
            yield group, kind, look.words(f"sheet.legend.{kind}")
    yield from _changes(look, signs)


def _changes(look: Look, signs: Signs) -> Iterator[tuple[str, str, str]]:
    """Yield what happened since the map this one is compared with."""
    for sign in SIGNS:
        if ("change", sign) in signs:
            yield "change", sign, look.words(f"sheet.legend.change_{sign}")
    if ("curve_before", "before") in signs:
        yield "curve_before", "before", look.words("sheet.legend.curve_before")
    for group, count in signs:
        if group == "unplaced":
            yield "change", "gone", look.words("sheet.legend.unplaced", count=int(count))


def _feelings(look: Look, signs: Signs) -> Iterator[tuple[str, str, str]]:
    """Yield the levels of the feelings from the best to the worst, as the lanes name them."""
    levels = [kind.split(" ", 1) for group, kind in signs if group == "feeling"]
    for level, name in sorted(levels, key=lambda each: (-int(each[0]), each[1])):
        yield "feeling", level, f"{look.signed(int(level))} {name}"


def _personas(registers: Registers, signs: Signs) -> Iterator[tuple[str, str, str]]:
    """Yield whose initials stand on cards, and whose mark at curves."""
    for persona_id, sign in registers.personas.items():
        if not (sign.name and sign.is_visible):
            continue
        is_short = ("persona", persona_id) in signs and sign.label != sign.name
        if is_short or ("curve", persona_id) in signs:
            words = f"{sign.label} = {sign.name}" if is_short else sign.name
            yield "persona", f"{sign.colour} {sign.mark}", words


def _swatch(group: str, kind: str, x: float, middle: float, em: float) -> Iterator[Mark]:
    if group in ("type", "bar"):
        yield from _type_swatch(group, kind, x, middle, em)
    elif group == "feeling":
        yield from face(int(kind), x + 1.3 * em, middle, 1.5 * em, "feeling.line")
    elif group == "level":
        yield from _level_swatch(kind, x, middle, em)
    elif group == "opinion":
        centre, reach = x + 1.3 * em, 0.7 * em
        yield Stroke(centre, middle - reach, centre, middle + reach, "feeling.line", 0.5)
        yield from (
            ring(centre, middle + at, 0.5 * em, "feeling.line") for at in (-0.45 * em, 0.45 * em)
        )
    elif group == "persona":
        colour, mark = kind.split()
        yield persona_shape(mark, x + 1.3 * em, middle, 1.15 * em, f"card.{colour}.bar", "paper")  # type: ignore[arg-type]
    elif group in ("change", "curve_before"):
        yield from _change_swatch(kind, x, middle, em)
    elif group == "votes":
        yield from _vote_swatch(kind, x, middle, em)
    elif group in _GROUPS:
        yield Icon(_GROUPS[group][kind], x + 0.7 * em, middle - 0.6 * em, 1.2 * em, "text")
    else:
        yield from _way_swatch(kind, x, middle, em)


def _type_swatch(group: str, kind: str, x: float, middle: float, em: float) -> Iterator[Mark]:
    name, colour = kind.split(".")
    top = middle - 0.75 * em
    ground = colour if group == "type" else "white"
    yield Rectangle(
        x, top, 2.0 * em, 1.5 * em,
        fill=f"card.{ground}.fill", stroke=f"card.{ground}.line", stroke_width=0.5, radius=1.0,
    )  # fmt: skip
    if group == "bar":
        yield Rectangle(x + 0.15 * em, top + 0.2 * em, 0.2 * em, 1.1 * em, f"card.{colour}.bar")
    yield Icon(TYPE_ICONS[name], x + 0.5 * em, middle - 0.5 * em, em, "card.text")  # type: ignore[index]


def _way_swatch(kind: str, x: float, middle: float, em: float) -> Iterator[Mark]:
    """Yield what a channel in use, a change of channel or a link looks like."""
    if kind == "channel_used":
        yield from used_disc(x + 1.1 * em, middle, 1.7 * em, "share-2")
    elif kind == "channel_of_phase":
        yield Rectangle(x, middle - 0.4 * em, 2.2 * em, 0.8 * em, fill="metric.track")
    elif kind == "channel_jump":
        for aside in (-0.9, 0.9):
            yield Stroke(x, middle + aside, x + 2.2 * em, middle + aside, "link", 0.8)
        yield Rectangle(x + 0.6 * em, middle - 0.6 * em, em, 1.2 * em, fill="paper")
        yield zigzag(x + 1.1 * em, middle, em)
    else:
        yield Stroke(x + 0.2 * em, middle, x + 1.7 * em, middle, "link", 0.9)
        yield Outline(
            (("M", x + 2.1 * em, middle), ("L", x + 1.5 * em, middle - 0.3 * em),
             ("L", x + 1.5 * em, middle + 0.3 * em), ("Z",)),
            fill="link",
        )  # fmt: skip


def _level_swatch(kind: str, x: float, middle: float, em: float) -> Iterator[Mark]:
    level: EvidenceLevel | None = None if kind == UNSAID else kind  # type: ignore[assignment]
    yield from evidence_note(level, (x, middle - 0.75 * em, 2.1 * em, 1.5 * em), 1.0, 0.5)
    if level is not None:
        icon = EVIDENCE_ICONS[level]
        yield Icon(icon, x + 0.6 * em, middle - 0.45 * em, 0.9 * em, "card.text")


def _change_swatch(kind: str, x: float, middle: float, em: float) -> Iterator[Mark]:
    if kind != "before":
        yield from change_badge(cast("ChangeSign", kind), x + 0.6 * em, middle - 0.7 * em, 1.4 * em)
        return
    dash = (0.5 * em, 0.3 * em)
    yield Stroke(x, middle, x + 2.2 * em, middle, "curve.white", 0.12 * em, dash)
    yield before_ring(x + 1.1 * em, middle, 0.8 * em)


def _vote_swatch(kind: str, x: float, middle: float, em: float) -> Iterator[Mark]:
    if kind == "box":
        yield Rectangle(
            x, middle - 0.45 * em, 2.1 * em, 0.9 * em,
            fill="paper", stroke="slot.form", stroke_width=0.5, radius=0.6,
        )  # fmt: skip
    for at, colour in enumerate(("pink", "blue", "green") if kind == "votes" else ()):
        yield _disc(x + (0.5 + 0.6 * at) * em, middle, 0.6 * em, f"card.{colour}.bar")


def _disc(x: float, y: float, size: float, fill: str) -> Mark:
    return Rectangle(x - size / 2, y - size / 2, size, size, fill=fill, radius=size / 2)


_LAST = (
    ("votes", "votes"), ("votes", "box"),
    ("link", "link"), ("link", "channel_jump"),
    ("channel", "channel_used"), ("channel", "channel_of_phase"), ("code", "code"),
)  # fmt: skip
_GROUPS: Mapping[str, Mapping[Any, str]] = MappingProxyType(
    {
        "marker": MARKER_ICONS,
        "rating": RATING_ICONS,
        "status": STATUS_ICONS,
        "evidence": {**EVIDENCE_ICONS, "sources": SOURCES_ICON},
        "code": {"code": "map-pin"},
    }
)


def footer_block(
    look: Look,
    registers: Registers,
    journey: JourneyMap,
    width: float,
    view: str = "",
    scale: str = "",
) -> Block:
    """Return the footer: one line that says which map hangs here, and how old it is.

    ``view`` are the words for what part of the map this is, ``scale`` is that of the print.
    """
    made_with = look.small(look.words("sheet.made_with"), width)
    scaled = look.words("sheet.scale", scale=scale) if scale else ""
    parts = tuple(part for part in (*_footer_parts(look, registers, journey), view, scaled) if part)
    room = width - made_with.width - _GAP
    text = look.small(" · ".join(parts), room if room > width / 2 else width)
    y = _ROW_GAP if room > width / 2 else _ROW_GAP + text.height
    marks: Iterable[Mark] = (
        Rectangle(0, 0, width, 0.5, fill="grid.strong"),
        *write(text, 0, _ROW_GAP, text.width, "text.muted"),
        *write_ending(made_with, width, y, "text.muted"),
    )
    height = max(_ROW_GAP + text.height, y + made_with.height)
    return Block("footer", "footer", width, height, tuple(marks))


def seen_words(
    look: Look, registers: Registers, through: Filter | None, away: Sequence[str] = ()
) -> str:
    """Return what the footer says of what part of a map is seen, "" for the whole map.

    Args:
        look: Words.
        registers: Names of the personas.
        through: The view it is seen through.
        away: Ids of personas who are switched off, with what is theirs alone.
    """
    said: list[str] = []
    compared = through.compared if through else None
    if compared is not None:
        said.append(look.words("sheet.compared", name=compared.name))
    if through is not None and (through.view.name or not is_empty(through.view)):
        name = through.view.name or look.words("sheet.unnamed_view")
        said.append(look.words(f"sheet.view_{through.view.others}", name=name))
    if away:
        names = (sign.name or "–" for key, sign in registers.personas.items() if key in away)
        said.append(look.words("sheet.away", names=", ".join(names)))
    return " · ".join(said)


def change_signs(marking: Marking) -> Signs:
    """Return the signs of a comparison that its legend explains."""
    held = {sign for signs in marking.signs.values() for sign in signs}
    if marking.gone:
        held.add("gone")
    signs: set[tuple[str, str]] = {("change", sign) for sign in held}
    if marking.curves:
        signs.add(("curve_before", "before"))
    if marking.unplaced:
        signs.add(("unplaced", str(marking.unplaced)))
    return frozenset(signs)


def _footer_parts(look: Look, registers: Registers, journey: JourneyMap) -> Iterator[str]:
    about, words = journey.about, look.words
    yield about.title
    yield ", ".join(s.name for s in registers.personas.values() if s.is_visible and s.name)
    yield words(f"names.state.{about.state}")
    yield words(f"names.basis.{about.basis}")
    yield version_words(look, about)
