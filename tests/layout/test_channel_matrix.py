"""The matrix of channels a lane shows: which steps use which, and where the customer changes."""

from __future__ import annotations

import pytest

from model.cards import Card
from model.channel_use import ChannelUses
from model.journey import Channel, JourneyMap, Link, Phase, Step
from model.lanes import CardsLane, with_cells
from model.layout.engine import Layout
from model.layout.marks import Icon, Outline, Rectangle, Stroke
from model.layout.sheet import Sheet
from model.values import with_changes
from tests.sheet_reading import words

PHASES = (
    Phase(id="p", channels=("Shop",), steps=(Step(id="a"), Step(id="b"))),
    Phase(id="q", steps=(Step(id="c"),)),
)
CHANNELS = (Channel(id="1", name="Shop", icon="store"), Channel(id="2", name="Mail", icon="mail"))
TOUCHPOINTS = CardsLane(
    id="t",
    role="touchpoints",
    cells={
        "a": (Card(id="x", text="Ad", channels=("Mail",)),),
        "b": (Card(id="y", text="Talk", channels=("shop", "Phone")),),
        "c": (Card(id="z", text="Bye", channels=("Mail",)), Card(id="n", text="No channel")),
    },
)
MATRIX = CardsLane(id="m", role="channels", is_channel_matrix=True)


def journey(*lanes: CardsLane, **fields: object) -> JourneyMap:
    return JourneyMap(
        **{"id": "j", "phases": PHASES, "lanes": lanes, "channels": CHANNELS, **fields}
    )


def discs(sheet: Sheet) -> list[tuple[float, float]]:
    """Return the middles of all discs of the lane's matrix, from left to right."""
    marks = [m for m in sheet.rows[-1].body if isinstance(m, Rectangle) and m.stroke]
    return sorted((m.x + m.width / 2, m.y + m.height / 2) for m in marks)


def test_a_row_for_each_channel_in_use_and_a_disc_where_a_step_uses_it(layout: Layout) -> None:
    sheet = layout.sheet(journey(TOUCHPOINTS, MATRIX))
    header = sheet.rows[-1].header.block
    assert words(header.marks).split("\n")[-3:] == ["Shop", "Mail", "Phone"]
    lines = [mark.y1 for mark in sheet.rows[-1].body if isinstance(mark, Stroke)]
    shop, mail, phone = lines
    first, second, third = (c.x - sheet.grid_x + c.width / 2 for c in sheet.columns)
    assert discs(sheet) == [
        pytest.approx(place)
        for place in ((first, mail), (second, shop), (second, phone), (third, mail))
    ]  # fmt: skip
    icons = [mark.name for mark in sheet.rows[-1].body if isinstance(mark, Icon)]
    assert icons == ["mail", "store", "share-2", "mail"]
    bars = [m for m in sheet.rows[-1].body if isinstance(m, Rectangle) and not m.stroke]
    assert len(bars) == 2  # the phase's own channel, below its two steps
    assert {("channel", "channel_used"), ("channel", "channel_of_phase")} <= sheet.signs


def test_the_way_from_touchpoint_to_touchpoint_is_a_line_and_a_linked_jump_a_double_one(
    layout: Layout,
) -> None:
    jump = Link(id="k", source="y", target="z", kind="channel_jump")
    sheet = layout.sheet(journey(TOUCHPOINTS, MATRIX, links=(jump,)))
    way, under, over = (mark for mark in sheet.rows[-1].body if isinstance(mark, Outline))
    assert len(way.commands) == 3
    assert (
        under.commands
        == over.commands
        == (("M", *way.commands[1][1:]), ("L", *way.commands[2][1:]))
    )
    assert over.stroke == "link.ground"


def test_the_lanes_own_cards_hang_below_the_matrix(layout: Layout) -> None:
    own = with_cells(MATRIX, {"a": (Card(id="o", text="Own"), Card(id="w", span=2))})
    sheet = layout.sheet(journey(TOUCHPOINTS, own))
    lowest = max(y for _, y in discs(sheet))
    held = [placed for cell in sheet.cells[-1] for placed in cell.contents]
    assert {placed.block.id for placed in held} == {"o", "w"}
    assert all(lowest < placed.y for placed in held)
    assert all(p.y + p.block.height <= sheet.rows[-1].height for p in held)
    bare = layout.sheet(journey(MATRIX))  # only the phase has a channel
    assert bare.rows[0].height < sheet.rows[-1].height


def test_a_card_written_anew_changes_the_matrix_only_if_its_channels_are_others(
    layout: Layout,
) -> None:
    uses = ChannelUses()
    before = journey(TOUCHPOINTS, MATRIX)
    first = layout.sheet(before)
    text = with_cells(TOUCHPOINTS, {"a": (Card(id="x", text="Adv", channels=("Mail",)),)})
    written = with_changes(before, lanes=(text, MATRIX))
    assert uses.use(before) == uses.use(written)
    assert layout.sheet(written).rows[-1] is first.rows[-1]
    moved = with_cells(TOUCHPOINTS, {"a": (Card(id="x", channels=("Phone",)),)})
    after = layout.sheet(with_changes(before, lanes=(moved, MATRIX)))
    assert discs(after) != discs(first)
    assert discs(after) == discs(Layout(layout.fonts).sheet(journey(moved, MATRIX)))


def test_a_page_of_a_phase_has_no_rows_for_channels_of_other_phases(layout: Layout) -> None:
    whole = journey(TOUCHPOINTS, MATRIX)
    first, second = whole.phases
    away = with_changes(whole, phases=(with_changes(first, is_printed=False), second))
    sheet = layout.sheet(away, for_print=True)
    shown = words(sheet.rows[-1].header.block.marks).split("\n")
    assert [name for name in ("Shop", "Mail", "Phone") if name in shown] == ["Mail"]
    assert len([mark for mark in sheet.rows[-1].body if isinstance(mark, Stroke)]) == 1
