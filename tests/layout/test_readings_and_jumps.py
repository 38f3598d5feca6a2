"""Lines of what figures were, and links that are jumps from channel to channel."""

from __future__ import annotations

import pytest

from model.cards import Card, Metric, Reading
from model.journey import JourneyMap, Link, MapCard, Phase, Step
from model.lanes import CardsLane, Lane, MetricsLane
from model.layout.engine import Layout
from model.layout.marks import Mark, Outline, Stroke
from model.layout.readings import is_better, readings_of
from model.layout.sheet import Sheet
from tests.sheet_reading import words

PHASES = (Phase(id="p", steps=(Step(id="s0"), Step(id="s1"))),)


def sheet_of(layout: Layout, *lanes: Lane, links: tuple[Link, ...] = ()) -> Sheet:
    about = MapCard(language="en")
    return layout.sheet(JourneyMap(id="m", about=about, phases=PHASES, lanes=lanes, links=links))


def marks_of(layout: Layout, metric: Metric) -> tuple[Mark, ...]:
    lane = MetricsLane(id="l", cells={"s0": (metric,)})
    return sheet_of(layout, lane).cells[0][0].contents[0].block.marks


def line_of(marks: tuple[Mark, ...]) -> list[tuple[float, float]]:
    line = next(m for m in marks if isinstance(m, Outline) and m.stroke == "card.blue.bar")
    return [(x, y) for _, x, y in line.commands]  # type: ignore[misc]


def readings(*held: tuple[str, float]) -> tuple[Reading, ...]:
    return tuple(Reading(date=day, value=value) for day, value in held)


def test_readings_are_a_line_by_their_days_with_the_first_and_the_last_value(
    layout: Layout,
) -> None:
    held = readings(("2025-03-01", 3), ("2025-01-01", 4), ("2026-01-01", 6.5))
    marks = marks_of(layout, Metric(id="k", name="NPS", target=9, readings=held))
    (x0, y0), (x1, y1), (x2, y2) = line_of(marks)
    assert (x1 - x0) / (x2 - x0) == pytest.approx(59 / 365, abs=0.01)
    assert y1 > y0 > y2
    said = words(marks)
    for part in ("4", "6.5", "1 Jan 2025", "1 Jan 2026"):
        assert part in said
    assert "1 Mar 2025" not in said
    goal = next(mark for mark in marks if isinstance(mark, Stroke) and mark.dash)
    assert goal.y1 < y2


def test_start_and_now_join_the_readings_where_they_are_of_other_days() -> None:
    metric = Metric(
        id="k", baseline=1, baseline_measured="2024-01-01", actual=5, measured="2026-01-01",
        readings=readings(("2025-01-01", 3)),
    )  # fmt: skip
    assert [held.value for held in readings_of(metric)] == [1, 3, 5]
    again = Metric(id="k", actual=3, measured="2025-01-01", readings=metric.readings)
    assert [held.value for held in readings_of(again)] == [3]
    assert readings_of(Metric(id="k", baseline=1, actual=5)) == ()


@pytest.mark.parametrize(
    ("is_less_better", "last", "better", "said"),
    [
        (False, 5, True, "Moving the right way"),
        (False, 1, False, "Moving the wrong way"),
        (True, 1, True, "Moving the right way"),
        (True, 5, False, "Moving the wrong way"),
        (True, 2, None, "Lower is better"),
    ],
)
def test_what_is_better_follows_from_whether_less_is(
    layout: Layout, is_less_better: bool, last: float, better: bool | None, said: str
) -> None:
    held = readings(("2025-01-01", 2), ("2025-02-01", last))
    metric = Metric(id="k", is_less_better=is_less_better, readings=held)
    assert is_better(metric, readings_of(metric)) is better
    assert said in words(marks_of(layout, metric))


def test_a_change_of_channel_is_a_double_line_with_a_sign_that_the_legend_explains(
    layout: Layout,
) -> None:
    lane = CardsLane(id="a", cells={"s0": (Card(id="x"),), "s1": (Card(id="y"),)})
    (plain,) = sheet_of(layout, lane, links=(Link(id="k", source="x", target="y"),)).links
    jump = Link(id="k", source="x", target="y", kind="channel_jump")
    sheet = sheet_of(layout, lane, links=(jump,))
    (placed,) = sheet.links
    strokes = [mark.stroke for mark in placed.marks if isinstance(mark, Outline) and mark.stroke]
    assert strokes == ["link", "link.ground", "link"]  # two lines, and the zigzag
    assert plain.label_box is None
    assert placed.label_box is not None
    assert ("link", "channel_jump") in sheet.signs
    legend = next(each.block for each in sheet.trailers if each.block.kind == "legend")
    assert "Change of channel" in words(legend.marks)
