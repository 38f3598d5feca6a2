"""The feelings lane: curves through their points, faces at their heights, words beside them."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model.cards import Feeling
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import FeelingsLane
from model.layout.curves import monotone_curve
from model.layout.engine import Layout
from model.layout.marks import Glyphs, Outline, PathCommand, Rectangle
from model.layout.sheet import Row, Sheet
from model.people import Persona
from model.text.glyphs import MM_PER_POINT
from tests.sheet_reading import placed_items, words

Point = tuple[float, float]


def sheet_of(layout: Layout, cells: dict[str, tuple[Feeling, ...]], **fields: object) -> Sheet:
    steps = tuple(Step(id=f"s{n}") for n in range(5))
    lane = FeelingsLane(id="l", cells=cells, **fields)  # type: ignore[arg-type]
    personas = (Persona(id="emma", name="Emma"), Persona(id="bo", name="Bo"))
    return layout.sheet(
        JourneyMap(
            id="m",
            about=MapCard(language="da"),
            personas=personas,
            phases=(Phase(id="p", steps=steps),),
            lanes=(lane,),
        )
    )


def curves(row: Row) -> list[Outline]:
    return [
        mark for mark in row.body if isinstance(mark, Outline) and mark.fill is None and mark.stroke
    ]


def along(commands: tuple[PathCommand, ...]) -> list[Point]:
    """Return 20 points on each piece of a path."""
    points: list[Point] = []
    at = (0.0, 0.0)
    for command in commands:
        if command[0] == "C":
            _, x1, y1, x2, y2, x3, y3 = command
            for step in range(21):
                t = step / 20
                a, b, c, d = (1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3
                points.append(
                    (a * at[0] + b * x1 + c * x2 + d * x3, a * at[1] + b * y1 + c * y2 + d * y3)
                )
            at = (x3, y3)
        elif command[0] == "M":
            at = (command[1], command[2])
    return points


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.floats(-2, 2), min_size=2, max_size=12),
    st.lists(st.floats(1, 500), min_size=12, max_size=12),
)
@example([2.2250738585e-313, 0.0, -1.0], [1.0] * 12)
def test_a_curve_passes_its_points_and_stays_between_neighbours(
    values: list[float], widths: list[float]
) -> None:
    points = [(sum(widths[:n]), value) for n, value in enumerate(values)]
    commands = monotone_curve(points)
    assert [command[-2:] for command in commands] == points
    for index, piece in enumerate(commands[1:]):
        low, high = sorted((points[index][1], points[index + 1][1]))
        for _, y in along((("M", *points[index]), piece)):
            assert low - 1e-9 <= y <= high + 1e-9


def test_a_face_stands_at_its_value_and_the_curve_passes_it(layout: Layout) -> None:
    values = {"s0": 2.0, "s1": -2.0, "s3": 0.5}
    sheet = sheet_of(
        layout, {s: (Feeling(id=f"f{s}", values=(v,), label="ord"),) for s, v in values.items()}
    )
    row = sheet.rows[0]
    assert row.zero_y is not None
    assert row.unit is not None
    (curve,) = curves(row)
    ends = [(sheet.grid_x + c[-2], row.y + c[-1]) for c in curve.commands]
    for (_, _, x, y, block), value, end in zip(
        placed_items(sheet), values.values(), ends, strict=True
    ):
        assert end[0] == pytest.approx(x + block.width / 2)
        assert end[1] == pytest.approx(row.zero_y - value * row.unit)
        assert y <= end[1] <= y + block.height


def test_each_persona_and_state_has_its_own_curve(layout: Layout) -> None:
    def feeling(name: str, step: str, state: str) -> Feeling:
        return Feeling(id=f"{name}{step}{state}", values=(1,), persona=name, state=state)  # type: ignore[arg-type]

    cells = {
        step: (
            feeling("emma", step, "as_is"),
            feeling("emma", step, "to_be"),
            feeling("bo", step, "as_is"),
        )
        for step in ("s0", "s2")
    }
    row = sheet_of(layout, cells).rows[0]
    found = curves(row)
    assert len(found) == 3
    assert found[0].dash is None
    assert len({curve.dash for curve in found}) == 3
    assert len({curve.stroke for curve in found}) == 2
    shown = words(row.header.block.marks)
    assert "Emma · Nutid" in shown
    assert "Bo · Nutid" in shown


def test_a_curves_end_says_whose_it_is_where_there_are_several(layout: Layout) -> None:
    def feelings(*personas: str) -> dict[str, tuple[Feeling, ...]]:
        return {
            step: tuple(
                Feeling(id=f"{name}{step}", values=(value,), persona=name)
                for value, name in zip((2, -2), personas, strict=False)
            )
            for step in ("s1", "s3")
        }

    both = sheet_of(layout, feelings("emma", "bo"))
    names = {m.line.text: m for m in both.rows[0].body if isinstance(m, Glyphs)}
    assert set(names) == {"Emma", "Bo"}
    first, last = both.columns[1], both.columns[3]
    assert names["Emma"].x + both.grid_x < first.x + first.width / 2
    assert names["Bo"].x + both.grid_x > last.x + last.width / 2
    alone = sheet_of(layout, feelings("emma"))
    assert words(alone.rows[0].body) == ""


def two_feelings(first: float, second: float, **fields: object) -> dict[str, tuple[Feeling, ...]]:
    return {
        "s1": (
            Feeling(id="f", values=(first,), persona="emma", label="glad", **fields),  # type: ignore[arg-type]
            Feeling(id="g", values=(second,), persona="bo", label="ked af det"),
        )
    }


@pytest.mark.parametrize(("first", "second"), [(2, -2), (-0.5, 0.5), (-1, -2), (2, 1)])
def test_curves_pass_a_step_at_the_same_place(layout: Layout, first: float, second: float) -> None:
    sheet = sheet_of(layout, two_feelings(first, second))
    one, other = (x + block.width / 2 for *_, x, _, block in placed_items(sheet))
    assert one == other == sheet.columns[1].x + sheet.columns[1].width / 2


@pytest.mark.parametrize(("first", "second"), [(1, 1), (0.5, 0), (-2, -1.5)])
def test_faces_that_would_cover_one_another_stand_side_by_side(
    layout: Layout, first: float, second: float
) -> None:
    sheet = sheet_of(layout, two_feelings(first, second))
    (*_, left, _, one), (*_, right, _, other) = placed_items(sheet)
    assert left + one.width <= right
    faces = [next(m for m in block.marks if isinstance(m, Rectangle)) for block in (one, other)]
    apart = right + faces[1].x - left - faces[0].x
    assert faces[0].width < apart < 1.5 * faces[0].width


def test_several_feelings_of_a_curve_share_the_step(layout: Layout) -> None:
    cells = {"s1": tuple(Feeling(id=f"f{n}", values=(n - 1,)) for n in range(3))}
    sheet = sheet_of(layout, cells)
    width = sheet.columns[1].width
    middles = [x + block.width / 2 - sheet.columns[1].x for *_, x, _, block in placed_items(sheet)]
    assert middles == [pytest.approx(width * part / 6) for part in (1, 3, 5)]


def test_words_never_leave_the_lane(layout: Layout) -> None:
    long = "meget " * 40
    for first, second in ((2, -2), (-2, -2), (2, 1.5)):
        sheet = sheet_of(layout, two_feelings(first, second, comment=long))
        row = sheet.rows[0]
        for *_, y, block in placed_items(sheet):
            assert row.y < y
            assert y + block.height < row.y + row.height


def test_faces_stand_without_a_curve_and_words_without_faces(layout: Layout) -> None:
    cells = {s: (Feeling(id=f"f{s}", values=(1.5,), label="glad"),) for s in ("s0", "s1")}
    faces = sheet_of(layout, cells, style="faces")
    assert curves(faces.rows[0]) == []
    assert faces.rows[0].zero_y is not None
    plain = sheet_of(layout, cells, style="off")
    assert plain.rows[0].zero_y is None
    assert plain.rows[0].body == ()
    assert "+1,5" in words(plain.cells[0][0].contents[0].block.marks)
    assert "glad" in words(plain.cells[0][0].contents[0].block.marks)


def test_the_levels_are_named_by_the_lane_or_in_the_language_of_the_map(layout: Layout) -> None:
    assert "Begejstret" in words(sheet_of(layout, {}).rows[0].header.block.marks)
    own = sheet_of(layout, {}, levels=("øv", "", "", "", "hurra"))
    shown = words(own.rows[0].header.block.marks)
    assert "hurra" in shown
    assert "øv" in shown
    assert "Neutral" in shown


@pytest.mark.parametrize("value", [0, 0.1, -0.2, 1])
def test_no_level_line_strikes_a_name_through(layout: Layout, value: float) -> None:
    row = sheet_of(layout, two_feelings(value, -2)).rows[0]
    names = [mark for mark in row.body if isinstance(mark, Glyphs)]
    assert names
    assert row.zero_y is not None
    assert row.unit is not None
    for mark in names:
        em = mark.size_pt * MM_PER_POINT
        for level in (-2, -1, 0, 1, 2):
            line = row.zero_y - level * row.unit
            assert not mark.y - 0.7 * em < line < mark.y + 0.2 * em


def test_rings_of_single_opinions_are_in_the_legend_where_they_are_shown(layout: Layout) -> None:
    one = {"s0": (Feeling(id="f", values=(1,)),)}
    many = {"s0": (Feeling(id="f", values=(1, -1)),)}
    told = [
        words([mark for placed in sheet_of(layout, cells, style=style).trailers
               for mark in placed.block.marks])
        for cells, style in ((one, "curve"), (many, "curve"), (many, "faces"), (many, "off"))
    ]  # fmt: skip
    assert ["deltagers" in text for text in told] == [False, True, False, False]


def test_a_higher_lane_spreads_the_band(layout: Layout) -> None:
    usual, high = sheet_of(layout, {}).rows[0], sheet_of(layout, {}, height=400).rows[0]
    assert high.unit is not None
    assert usual.unit is not None
    assert high.unit > usual.unit
    assert high.height == pytest.approx(400)
