"""The bundled icons: all are read, and everything that names one names one that is there."""

from __future__ import annotations

from typing import get_args

import pytest

from model.cards import ActionStatus, Card, CardType, EvidenceLevel, Marker
from model.journey import JourneyMap, Phase, Step
from model.lanes import CardsLane, LaneKind, LaneRole
from model.layout import coding
from model.layout.engine import Layout
from model.layout.icons import ICON_BOX, has_icon, icon_names, icon_paths, svg_paths
from model.layout.marks import Icon
from resources import resource_path


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_is_drawn_within_its_box(name: str) -> None:
    commands = icon_paths(name)
    assert commands[0][0] == "M"
    numbers = [float(part) for command in commands for part in command[1:]]
    assert min(numbers) >= -0.5
    assert max(numbers) <= ICON_BOX + 0.5


@pytest.mark.parametrize(
    ("icons", "kinds"),
    [
        (coding.TYPE_ICONS, CardType),
        (coding.MARKER_ICONS, Marker),
        (coding.EVIDENCE_ICONS, EvidenceLevel),
        (coding.STATUS_ICONS, ActionStatus),
        (coding.ROLE_ICONS, LaneRole),
        (coding.KIND_ICONS, LaneKind),
    ],
)
def test_every_kind_has_an_icon_that_is_bundled(icons: dict[str, str], kinds: object) -> None:
    assert set(icons) == set(get_args(kinds))
    assert all(has_icon(icon) for icon in icons.values())


def test_every_card_type_has_a_sign_of_its_own() -> None:
    assert len(set(coding.TYPE_ICONS.values())) == len(coding.TYPE_ICONS)
    assert len(set(coding.MARKER_ICONS.values())) == len(coding.MARKER_ICONS)


@pytest.mark.parametrize("kind", ["quote", "thought"])
def test_quotes_and_thoughts_are_signed_on_the_card_or_on_their_lane(
    layout: Layout, kind: CardType
) -> None:
    def signs(lane_type: CardType) -> tuple[bool, bool]:
        lane = CardsLane(
            id="l", card_type=lane_type, cells={"s": (Card(id="c", text="Nå?", type=kind),)}
        )
        phases = (Phase(id="p", steps=(Step(id="s"),)),)
        sheet = layout.sheet(JourneyMap(id="m", phases=phases, lanes=(lane,)))
        blocks = (sheet.rows[0].header.block, sheet.cells[0][0].contents[0].block)
        heading, card = (
            any(isinstance(mark, Icon) and mark.name == coding.TYPE_ICONS[kind] for mark in b.marks)
            for b in blocks
        )
        return heading, card

    assert signs("note") == (False, True)
    assert signs(kind) == (True, False)


def test_the_licence_lies_beside_the_icons() -> None:
    assert "ISC License" in resource_path("icons/LICENSE").read_text("utf-8")


def test_an_arc_becomes_curves_to_the_same_end() -> None:
    commands = svg_paths('<svg><path d="M2 12a10 10 0 0120 0"/></svg>')
    assert [command[0] for command in commands] == ["M", "C", "C"]
    assert commands[-1][-2:] == (22, 12)
    top = commands[1][-2:]
    assert top == pytest.approx((12, 2))


def test_relative_and_smooth_commands_are_read() -> None:
    commands = svg_paths('<path d="M1 1h2v2H1V1zm4 0c1 0 1 1 2 1s1-1 2-1q1 1 2 0t2 0"/>')
    assert [c[0] for c in commands] == ["M", "L", "L", "L", "L", "Z", "M", "C", "C", "C", "C"]
    assert commands[-1][-2:] == (13, 1)
    assert commands[8][1:3] == (8, 2)


def test_a_shape_of_each_kind_is_read() -> None:
    svg = (
        '<svg><rect x="1" y="2" width="4" height="5" rx="1"/><circle cx="9" cy="9" r="2"/>'
        '<ellipse cx="9" cy="9" rx="2" ry="1"/><line x1="0" y1="0" x2="3" y2="4"/>'
        '<polyline points="0,0 1 1 2,0"/><polygon points="0 0 1 1 2 0"/></svg>'
    )
    kinds = "".join(command[0] for command in svg_paths(svg))
    assert kinds == "MLCLCLCLCZ" + "MCCCCZ" * 2 + "ML" + "MLL" + "MLLZ"


def test_what_is_no_shape_is_passed_over() -> None:
    assert (
        svg_paths('<!DOCTYPE x [<!ENTITY a "b">]><svg><script>1</script><text>&a;</text></svg>')
        == ()
    )
