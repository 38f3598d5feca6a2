"""Markers of steps, prompts of phases, icons of one's own, and where several opinions meet."""

from __future__ import annotations

import pytest
from PIL import Image as Pillow

from app.export.text_twin import text_twin
from model.cards import Card, Feeling, Metric
from model.journey import Channel, JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, MetricsLane
from model.layout.engine import Layout
from model.layout.marks import Icon, ImageMark, Stroke
from model.printing.content import with_content
from model.printing.spoken import Spoken
from model.sheet_settings import SheetSettings
from tests.embedded_images import image_of
from tests.sheet_reading import words

STEPS = (
    Step(id="s0", name="Køen", markers=("barrier", "junction"), stuck=12),
    Step(id="s1", name="Disken"),
)
ABOUT = MapCard(title="Sko", language="da")


def journey(**fields: object) -> JourneyMap:
    phases = (Phase(id="p", steps=STEPS, idea_prompts=("Hvad hvis køen var sjov?",)),)
    return JourneyMap.model_validate(
        {"id": "m", "about": ABOUT, "phases": phases, "lanes": (CardsLane(id="l"),), **fields}
    )


def test_a_step_has_its_markers_as_a_card_has_them(layout: Layout) -> None:
    one = journey()
    sheet = layout.sheet(one, for_print=True)
    heading, other = (column.header.block.marks for column in sheet.columns)
    icons = [mark.name for mark in heading if isinstance(mark, Icon)]
    assert icons == ["construction", "git-fork", "lock"]
    assert "12\u00a0% kommer ikke videre" in words(heading)
    assert not [mark for mark in other if isinstance(mark, Icon)]
    legend = words(sheet.trailers[0].block.marks)
    assert "Barriere" in legend
    assert "Knudepunkt" in legend
    said = dict(Spoken(one, sheet).signs("s0"))
    assert said == {"construction": "Barriere", "git-fork": "Knudepunkt"}
    bare = layout.sheet(journey(sheet=SheetSettings(is_legend_shown=False)))
    assert "Barriere" in words(bare.columns[0].header.block.marks)


def test_prompts_for_ideas_stand_in_the_heading_and_on_a_blank_form(layout: Layout) -> None:
    hidden = journey(sheet=SheetSettings(are_hints_shown=False))
    form = with_content(hidden, "blank", 76, 76)
    for one, is_told in ((journey(), True), (hidden, False), (form, True)):
        heading = layout.sheet(one, for_print=True).phases[0].header.block
        assert ("Hvad hvis køen var sjov?" in words(heading.marks)) == is_told


def test_the_twin_tells_markers_prompts_and_goals_of_the_business() -> None:
    metric = Metric(id="k", name="NPS", is_business_goal=True)
    page = text_twin(journey(lanes=(MetricsLane(id="m", cells={"s0": (metric,)}),))).decode()
    for said in (
        "Barriere",
        "Knudepunkt",
        "12\u00a0% kommer ikke videre",
        "køen var sjov",
        "Forretningsmål",
    ):
        assert said in page


def test_a_channels_own_icon_stands_wherever_its_name_does(layout: Layout) -> None:
    image = image_of(Pillow.new("RGB", (40, 20), "green"))
    channel = Channel(id="c", name="Kiosken", icon="phone", image=image.sha256)
    phases = (Phase(id="p", steps=STEPS, channels=("Kiosken",)),)
    lane = CardsLane(id="l", cells={"s0": (Card(id="a", channels=("kiosken",)),)})
    one = journey(phases=phases, lanes=(lane,), channels=(channel,), images=(image,))
    sheet = layout.sheet(one)
    for block in (sheet.cells[0][0].contents[0].block, sheet.phases[0].header.block):
        (drawn,) = (mark for mark in block.marks if isinstance(mark, ImageMark))
        assert drawn.sha256 == image.sha256
        assert drawn.width == pytest.approx(2 * drawn.height)
    matrix = CardsLane(id="m", role="channels", is_channel_matrix=True)
    row = layout.sheet(one.model_copy(update={"lanes": (lane, matrix)})).rows[1]
    for marks in (row.header.block.marks, row.body):
        assert any(isinstance(mark, ImageMark) for mark in marks)
    lost = layout.sheet(one.model_copy(update={"images": ()}))
    marks = lost.cells[0][0].contents[0].block.marks
    assert [mark.name for mark in marks if isinstance(mark, Icon)] == ["phone"]


def test_a_curve_passes_the_median_and_the_spread_is_drawn_beside_the_face(
    layout: Layout,
) -> None:
    feelings = {"s0": (Feeling(id="a", values=(-2, 1, 1)),), "s1": (Feeling(id="b", values=(0,)),)}
    sheet = layout.sheet(journey(lanes=(FeelingsLane(id="f", cells=feelings),)))
    row = sheet.rows[0]
    assert row.zero_y is not None
    assert row.unit is not None
    zero, unit = row.zero_y - row.y, row.unit
    spread = [
        mark
        for mark in row.body
        if isinstance(mark, Stroke) and mark.colour == "curve.white" and mark.x1 == mark.x2
    ]
    ((low, high),) = ((mark.y1, mark.y2) for mark in spread)
    assert (low, high) == (pytest.approx(zero + 2 * unit), pytest.approx(zero - unit))
    told = layout.sheet(journey(lanes=(FeelingsLane(id="f", style="off", cells=feelings),)))
    assert "fra −2 til +1" in words(told.cells[0][0].contents[0].block.marks)
    face = sheet.cells[0][0].contents[0]
    assert row.y + face.y + face.block.height > row.zero_y - unit > row.y + face.y
