"""What a sheet shows: headings, what is hidden, blueprint lines, details on cards, links."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest
from PIL import Image as Pillow

from model.cards import ActionPlan, Card, Metric, Passage, Picture, Votes
from model.evidence import Image
from model.journey import Channel, JourneyMap, Link, MapCard, Phase, Scope, Step
from model.lanes import (
    CardsLane,
    FeelingsLane,
    ImagesLane,
    Lane,
    MetricsLane,
    TextLane,
    with_cells,
)
from model.layout.engine import Layout
from model.layout.marks import Glyphs, Icon, ImageMark, Mark, Outline, Rectangle, Stroke
from model.layout.sheet import Block, Cell, Sheet
from model.people import Persona
from model.sheet_settings import SheetSettings
from model.text.glyphs import MM_PER_POINT
from model.values import with_changes
from tests.embedded_images import embedded, image_of, png_of_zeros
from tests.sheet_reading import placed_items, words

PHASES = (
    Phase(id="p", name="Før", definition="Inden købet", steps=(Step(id="s0"), Step(id="s1"))),
    Phase(id="q", name="Efter", duration="2 uger", steps=(Step(id="s2"),)),
)


def journey(*lanes: Lane, **fields: object) -> JourneyMap:
    about = MapCard(title="Sko", language="da")
    return JourneyMap(**{"id": "m", "about": about, "phases": PHASES, "lanes": lanes, **fields})


def card_of(layout: Layout, card: Card, **fields: object) -> Block:
    lane = CardsLane(id="l", cells={"s0": (card,)}, **fields)  # type: ignore[arg-type]
    sheet = layout.sheet(journey(lane, personas=(Persona(id="emma", name="Emma"),)))
    return sheet.cells[0][0].contents[0].block


def icons(marks: tuple[Mark, ...]) -> list[str]:
    return [mark.name for mark in marks if isinstance(mark, Icon)]


def test_the_title_block_says_what_the_map_is_about(layout: Layout) -> None:
    about = MapCard(
        title="Bæredygtige sko",
        subtitle="Fra opslag til anbefaling",
        organisation="Grønne Såler",
        purpose="At se hvor kunder tøver",
        segment="Byboere",
        scope=Scope(kind="part", start="opslaget", end="købet"),
        state="to_be",
        basis="research",
        language="da",
        version_label="v3",
        modified="2026-05-01T10:00:00Z",
    )
    sheet = layout.sheet(journey(about=about, personas=(Persona(id="e", name="Emma"),)))
    assert sheet.title is not None
    shown = words(sheet.title.block.marks).replace("\n", " ")
    for part in (
        "Bæredygtige sko", "Fra opslag til anbefaling", "Grønne Såler", "At se hvor kunder tøver",
        "Byboere", "En del af rejsen: opslaget → købet", "Ønsket fremtid", "Undersøgt", "Emma",
        "v3 · 1. maj 2026", "Formål",
    ):  # fmt: skip
        assert part in shown
    footer = words(sheet.trailers[-1].block.marks)
    assert "Bæredygtige sko · Emma · Ønsket fremtid · Undersøgt · v3 · 1. maj 2026" in footer


def test_the_sheet_speaks_the_language_of_the_map(layout: Layout) -> None:
    english = layout.sheet(journey(about=MapCard(title="Shoes", language="en")))
    assert english.title is not None
    assert "State" in words(english.title.block.marks)
    assert english.language == "en"


def test_headings_carry_definition_duration_and_drop_off(layout: Layout) -> None:
    step = Step(id="s9", name="Betaler", wait="3 timer", is_moment_of_truth=True, drop_off=12.5)
    phases = (*PHASES, Phase(id="r", name="Køb", steps=(step,)))
    sheet = layout.sheet(journey(phases=phases))
    assert "Inden købet" in words(sheet.phases[0].header.block.marks)
    assert "2 uger" in words(sheet.phases[1].header.block.marks)
    header = sheet.columns[-1].header.block
    assert "12,5 % falder fra" in words(header.marks)
    assert "Venter 3 timer" in words(header.marks)
    assert "star" in icons(header.marks)


def test_a_long_word_in_a_heading_stays_whole(layout: Layout) -> None:
    phases = (Phase(id="p", name="Efterkøbsoplevelse", steps=(Step(id="s0"),)),)
    block = layout.sheet(journey(phases=phases)).phases[0].header.block
    assert "Efterkøbsoplevelse" in words(block.marks)
    assert block.text_size_pt < SheetSettings().phase_size_pt


def test_names_side_by_side_have_one_size_unless_one_is_very_long(layout: Layout) -> None:
    def sizes(*names: str) -> list[float]:
        phases = tuple(
            Phase(id=f"p{n}", name=name, steps=(Step(id=f"s{n}", name=name),))
            for n, name in enumerate(names)
        )
        sheet = layout.sheet(journey(phases=phases))
        for column in sheet.columns:
            assert column.header.block.text_size_pt == SheetSettings().step_size_pt
        return [band.header.block.text_size_pt for band in sheet.phases]

    assert sizes("Køb", "Brug") == [60, 60]
    one, other = sizes("Opmærksomhed", "Køb")
    assert one == other
    assert 45 <= one < 60
    long, short = sizes("Efterkøbsoplevelser", "Køb")
    assert long < 45
    assert short == 60


def test_what_is_hidden_is_left_out_of_its_sheet(layout: Layout) -> None:
    lanes = (
        CardsLane(id="screen", is_printed=False),
        CardsLane(id="paper", is_visible=False),
        CardsLane(id="both"),
    )
    phases = (with_changes(PHASES[0], is_printed=False), PHASES[1])
    one = journey(*lanes, phases=phases)
    screen, paper = layout.sheet(one), layout.sheet(one, for_print=True)
    assert [row.lane_id for row in screen.rows] == ["screen", "both"]
    assert [row.lane_id for row in paper.rows] == ["paper", "both"]
    assert [column.step_id for column in screen.columns] == ["s0", "s1", "s2"]
    assert [column.step_id for column in paper.columns] == ["s2"]


def test_a_locked_lane_says_so_on_the_screen_and_not_on_paper(layout: Layout) -> None:
    made = journey(CardsLane(id="l", name="Ideas", is_locked=True), CardsLane(id="m"))
    on_screen, on_paper = layout.sheet(made), layout.sheet(made, for_print=True)
    locked, free = (row.header.block.marks for row in on_screen.rows)
    assert "Låst" in words(locked)
    assert "lock" in icons(locked)
    assert "Låst" not in words(free)
    assert "Låst" not in words(on_paper.rows[0].header.block.marks)


def test_sizes_are_those_of_the_settings(layout: Layout) -> None:
    steps = (Step(id="s0"), Step(id="s1", width=300))
    sheet = layout.sheet(journey(CardsLane(id="l"), phases=(Phase(id="p", steps=steps),)))
    assert [column.width for column in sheet.columns] == [2 * 84 + 8, 300]
    assert sheet.grid_x == 20 + 150 + 4
    assert sheet.rows[0].height >= 76 + 2 * 8


def test_a_lanes_own_height_is_its_least(layout: Layout) -> None:
    card = Card(id="c", text="ord " * 300)
    low = CardsLane(id="a", height=100, cells={"s0": (card,)})
    sheet = layout.sheet(journey(low, CardsLane(id="b", height=321)))
    assert sheet.rows[0].height > 300
    assert sheet.rows[1].height == 321


def test_notes_of_a_hairs_breadth_on_a_step_of_100_m_do_not_fill_the_memory(
    layout: Layout,
) -> None:
    journey = JourneyMap(
        id="m",
        phases=(Phase(id="p", steps=(Step(id="s", width=100_000),)),),
        lanes=(CardsLane(id="l"),),
        sheet=SheetSettings(note_width=0.01, gap=0),
    )
    (row,) = layout.sheet(journey).cells
    assert 0 < len(row[0].marks) < 5_000


def test_notes_in_a_row_have_their_tops_in_line(layout: Layout) -> None:
    cards = tuple(Card(id=f"c{n}", text="ord " * 10 * n) for n in range(4))
    sheet = layout.sheet(journey(CardsLane(id="l", cells={"s0": cards})))
    tops = [content.y for content in sheet.cells[0][0].contents]
    assert tops[0] == tops[1]
    assert tops[2] == tops[3]
    assert tops[2] == tops[0] + sheet.cells[0][0].contents[1].block.height + 8


@pytest.mark.parametrize(
    ("roles", "lines"),
    [
        (("customer_actions", "frontstage", "backstage", "support"),
         ["Interaktionslinje", "Synlighedslinje", "Intern interaktionslinje"]),
        (("customer_actions", "backstage"), ["Interaktionslinje · Synlighedslinje"]),
        (("touchpoints", "opportunities", "pain_points"), []),
        (("customer_actions", "feels", "frontstage"), ["Interaktionslinje"]),
        (("backstage", "frontstage", "customer_actions"), ["Synlighedslinje", "Interaktionslinje"]),
        (("support", "thinks", "frontstage"), ["Intern interaktionslinje · Synlighedslinje"]),
    ],
)  # fmt: skip
def test_blueprint_lines_follow_from_the_roles(
    layout: Layout, roles: tuple[str, ...], lines: list[str]
) -> None:
    lanes = [CardsLane(id=role, role=role) for role in roles]  # type: ignore[arg-type]
    sheet = layout.sheet(journey(*lanes))
    found = [mark for mark in sheet.background if isinstance(mark, Glyphs)]
    assert [mark.line.text.strip() for mark in found] == lines
    for mark in found:
        assert not any(row.y < mark.y < row.y + row.height for row in sheet.rows)


def test_the_lines_of_a_hidden_lane_fall_together_with_the_next(layout: Layout) -> None:
    lanes = [CardsLane(id=r, role=r) for r in ("customer_actions", "frontstage", "backstage")]  # type: ignore[arg-type]
    lanes[1] = with_changes(lanes[1], is_visible=False)
    for for_print, lines in ((False, 1), (True, 2)):
        sheet = layout.sheet(journey(*lanes), for_print=for_print)
        assert len([mark for mark in sheet.background if isinstance(mark, Glyphs)]) == lines


def test_a_card_shows_all_that_is_known_of_it(layout: Layout) -> None:
    card = Card(
        id="c",
        text="Fragten kommer sent",
        type="pain_point",
        channels=("Webshop",),
        personas=("emma",),
        tags=("fragt",),
        markers=("barrier", "moment_of_truth"),
        department="Salg",
        severity=4,
        frequency=3,
        votes=(Votes(colour="rød", count=5), Votes(colour="green", count=2, round=2)),
        evidence_level="assumption",
        is_quote=True,
        competitor="Konkurrenten",
        action=ActionPlan(owner="Mette", due="2026-09-01", status="started", impact=5, effort=2),
    )
    lane = CardsLane(id="l", cells={"s0": (card,)})
    personas = (Persona(id="emma", name="Emma"),)
    sheet = layout.sheet(journey(lane, personas=personas))
    block = sheet.cells[0][0].contents[0].block
    shown = words(block.marks).replace("\n", " ")
    for part in (
        "Smertepunkt", "Webshop", "Emma", "#fragt", "Salg", "4×3", "5 × rød", "2 × green",
        "runde 2", "Konkurrenten", "Mette · 1.9.2026", "5/2",
    ):  # fmt: skip
        assert part in shown, part
    signs = {"zap", "quote", "star", "construction", "circle-dashed", "circle-play"}
    assert signs <= set(icons(block.marks))
    legend = sheet.trailers[0].block.marks
    assert signs - {"quote"} <= set(icons(legend))
    for part in (
        "Smertepunkt", "Barriere", "Vigtigste øjeblik", "Alvor × hyppighed", "Effekt / indsats",
        "I gang", "Antagelse",
    ):  # fmt: skip
        assert part in words(legend)
    bare = layout.sheet(
        journey(lane, personas=personas, sheet=SheetSettings(is_legend_shown=False))
    )
    spoken = words(bare.cells[0][0].contents[0].block.marks).replace("\n", " ")
    for part in (
        "Barriere", "Vigtigste øjeblik", "Alvor 4 × hyppig 3", "Effekt 5 / indsats 2", "I gang",
        "Antagelse",
    ):  # fmt: skip
        assert part in spoken, part


def test_a_card_names_its_type_where_it_is_not_its_lanes(layout: Layout) -> None:
    usual = card_of(layout, Card(id="c", text="Ord", type="idea"), card_type="idea")
    assert words(usual.marks) == "Ord"
    other = card_of(layout, Card(id="c", text="Ord", type="barrier"), card_type="idea")
    assert words(other.marks) == "Barriere\nOrd"


def test_the_signs_of_evidence_stand_in_the_lower_right_corner(layout: Layout) -> None:
    card = Card(id="c", text="Ord", evidence_level="validated", evidence=("a", "b"), tags=("x",))
    block = card_of(layout, card)
    *_, sources, level = (mark for mark in block.marks if isinstance(mark, Icon))
    assert (sources.name, level.name) == ("book-open", "search-check")
    assert level.x + level.size == pytest.approx(block.width - 5.5, abs=1)
    assert block.height - 14 < level.y < block.height - 5
    assert words(block.marks).split() == ["Ord", "#x", "2"]


def test_codes_tell_where_a_cell_hangs(layout: Layout) -> None:
    lanes = (
        CardsLane(id="a", is_visible=False),
        CardsLane(id="b", cells={"s2": (Card(id="x"), Card(id="y", text="ord"))}),
        FeelingsLane(id="f"),
    )
    hidden = Phase(id="h", is_visible=False, steps=(Step(id="s9"),))
    coded = journey(*lanes, phases=(hidden, *PHASES), sheet=SheetSettings(are_codes_shown=True))
    sheet = layout.sheet(coded)
    shown = [[words(cell.marks) for cell in cells] for cells in sheet.cells]
    # Hidden phases and lanes count, so that a code means the same on each print.
    assert shown == [["2.1-2", "2.2-2", "3-2"], ["2.1-3", "2.2-3", "3-3"]]
    english = with_changes(coded, about=MapCard(language="en"))
    assert [[words(cell.marks) for cell in cells] for cells in layout.sheet(english).cells] == shown
    tight = with_changes(coded, sheet=SheetSettings(are_codes_shown=True, gap=0))
    cell = layout.sheet(tight).cells[0][2]
    (code,) = [mark for mark in cell.marks if isinstance(mark, Glyphs)]
    assert all(content.y > code.y for content in cell.contents)


def slots(cell: Cell) -> list[tuple[float, float]]:
    return [(mark.width, mark.height) for mark in cell.marks if isinstance(mark, Rectangle)]


def test_an_empty_row_has_a_place_for_every_note_that_fits(layout: Layout) -> None:
    steps = (Step(id="s0"), Step(id="s1", width=300))
    lanes = (CardsLane(id="a"), CardsLane(id="b", height=200))
    sheet = layout.sheet(journey(*lanes, phases=(Phase(id="p", steps=steps),)))
    assert [len(slots(cell)) for cell in sheet.cells[0]] == [2, 3]
    assert [len(slots(cell)) for cell in sheet.cells[1]] == [4, 6]
    assert {size for cells in sheet.cells for cell in cells for size in slots(cell)} == {(76, 76)}


def test_beside_cards_there_are_no_places_and_among_them_one_line(layout: Layout) -> None:
    empty = journey(CardsLane(id="a", height=200))
    before = layout.sheet(empty)
    filled = journey(CardsLane(id="a", height=200, cells={"s0": (Card(id="c"),)}))
    sheet = layout.sheet(filled)
    assert [len(slots(cell)) for cell in before.cells[0]] == [4, 4, 4]
    assert [len(slots(cell)) for cell in sheet.cells[0]] == [0, 2, 2]
    assert [len(slots(cell)) for cell in layout.sheet(empty).cells[0]] == [4, 4, 4]


def test_a_phases_heading_helps_to_fill_it(layout: Layout) -> None:
    full = Phase(
        id="p",
        name="Køb",
        definition="Kunden betaler",
        situation="Står i bussen",
        our_task="Gør det let",
        example="Som at købe en is",
        questions=("Hvad får dem til at tøve?",),
        channels=("Webshop",),
        steps=(Step(id="s0"),),
    )
    plain = Phase(id="q", name="Brug", steps=(Step(id="s1"),))
    channels = (Channel(id="c", name="Webshop", icon="shopping-cart"),)
    guided = journey(phases=(full, plain), channels=channels)
    first, second = (band.header.block for band in layout.sheet(guided).phases)
    for part in (
        "Kundens situation", "Står i bussen", "Vores opgave", "Gør det let", "Eksempel",
        "Som at købe en is", "Spørg jer selv", "Hvad får dem til at tøve?", "Kanaler", "Webshop",
    ):  # fmt: skip
        assert part in words(first.marks)
    assert "shopping-cart" in icons(first.marks)
    assert words(second.marks) == "Brug"
    assert first.height == second.height
    smallest = min(mark.size_pt for mark in first.marks if isinstance(mark, Glyphs))
    assert smallest == SheetSettings().small_size_pt
    quiet = with_changes(guided, sheet=SheetSettings(are_hints_shown=False))
    bare = layout.sheet(quiet).phases[0].header.block
    assert words(bare.marks) == "Køb\nKunden betaler"
    assert bare.height < first.height


def test_a_channels_new_icon_stands_in_the_headings(layout: Layout) -> None:
    phase = Phase(id="p", channels=("Butik",), steps=(Step(id="s0"),))
    one = journey(phases=(phase,))
    assert "store" not in icons(layout.sheet(one).phases[0].header.block.marks)
    other = with_changes(one, channels=(Channel(id="c", name="butik", icon="store"),))
    assert "store" in icons(layout.sheet(other).phases[0].header.block.marks)


def test_the_guidance_of_all_phases_begins_in_line(layout: Layout) -> None:
    phases = tuple(
        Phase(id=f"p{n}", name="Køb", definition="ord " * 20 * n, our_task="x", steps=(step,))
        for n, step in enumerate((Step(id="s0"), Step(id="s1")))
    )
    blocks = [band.header.block for band in layout.sheet(journey(phases=phases)).phases]
    lines = [mark.y1 for block in blocks for mark in block.marks if isinstance(mark, Stroke)]
    assert len(lines) == 2
    assert lines[0] == lines[1]


def test_the_facts_of_the_map_stand_in_columns_of_one_width(layout: Layout) -> None:
    about = MapCard(title="Kort", organisation="O", segment="S", journey_type="T", language="da")
    sheet = layout.sheet(journey(about=about))
    assert sheet.title is not None
    facts = [mark for mark in sheet.title.block.marks if isinstance(mark, Glyphs)][1:]
    lefts = sorted({mark.x for mark in facts})
    steps = {round(right - left, 6) for left, right in pairwise(lefts)}
    assert len(lefts) == 5
    assert len(steps) == 1


def test_a_plain_note_shows_its_text_only(layout: Layout) -> None:
    block = card_of(layout, Card(id="c", text="Ser et opslag"))
    assert icons(block.marks) == []
    assert words(block.marks).split() == ["Ser", "et", "opslag"]
    assert (block.width, block.height) == (76, 76)


def test_an_empty_card_is_a_note_with_room_to_write(layout: Layout) -> None:
    block = card_of(layout, Card(id="c"))
    assert (block.width, block.height) == (76, 76)
    assert block.text_box is not None
    assert block.text_box[3] > 40


def test_the_first_line_stands_at_the_top_of_the_text_box(layout: Layout) -> None:
    block = card_of(layout, Card(id="c", text="Ord", type="idea", tags=("a",)))
    assert block.text_box is not None
    x, y, width, height = block.text_box
    (line,) = [m for m in block.marks if isinstance(m, Glyphs) and m.line.text == "Ord"]
    assert line.x == x
    assert y < line.y < y + 1.3 * block.text_size_pt * MM_PER_POINT
    assert y + height <= block.height
    assert x + width <= block.width


def test_text_from_right_to_left_stands_at_the_right(layout: Layout) -> None:
    block = card_of(layout, Card(id="c", text="שלום"))
    assert block.text_box is not None
    x, _, width, _ = block.text_box
    (line,) = [mark for mark in block.marks if isinstance(mark, Glyphs)]
    assert line.x + line.line.width * block.text_size_pt * MM_PER_POINT == pytest.approx(x + width)


def test_a_long_danish_word_sets_its_card_a_little_smaller(layout: Layout) -> None:
    block = card_of(layout, Card(id="c", text="Prøver størrelsesguiden"))
    assert "størrelsesguiden" in words(block.marks)
    assert 20 <= block.text_size_pt < 24
    longer = card_of(layout, Card(id="c", text="Medarbejderportalen"))
    assert "Medarbejderportalen" in words(longer.marks)
    assert 18 <= longer.text_size_pt < 20


def test_the_type_and_the_colour_come_from_the_card_then_the_lane(layout: Layout) -> None:
    usual = card_of(layout, Card(id="c"), card_type="opportunity")
    assert usual.fill == "card.green.fill"
    assert card_of(layout, Card(id="c"), card_type="idea", colour="blue").fill == "card.blue.fill"
    assert card_of(layout, Card(id="c", type="barrier"), colour="blue").fill == "card.pink.fill"
    assert card_of(layout, Card(id="c", colour="white")).fill == "card.white.fill"


def picture_block(layout: Layout, *images: Image, wanted: str) -> Block:
    lane = ImagesLane(id="l", cells={"s0": (Picture(id="i", image=wanted, caption="Pakken"),)})
    return layout.sheet(journey(lane, images=images)).cells[0][0].contents[0].block


def test_an_image_keeps_its_proportions(layout: Layout) -> None:
    image = image_of(Pillow.new("RGB", (300, 150)))
    block = picture_block(layout, image, wanted=image.sha256)
    (mark,) = [mark for mark in block.marks if isinstance(mark, ImageMark)]
    assert mark.width / mark.height == pytest.approx(2)
    assert "Pakken" in words(block.marks)
    sheet = layout.sheet(journey(images=(image,)))
    assert sheet.images[image.sha256] is image


@pytest.mark.parametrize("content", [b"", b"GIF89a", png_of_zeros(50_000, 50_000, rows=0)])
def test_a_sign_says_that_an_image_cannot_be_shown(layout: Layout, content: bytes) -> None:
    image = embedded(content, width_px=50_000, height_px=50_000)
    block = picture_block(layout, image, wanted=image.sha256)
    assert not [mark for mark in block.marks if isinstance(mark, ImageMark)]
    assert icons(block.marks) == ["image"]
    shown = words(block.marks).replace("\n", " ")
    assert "Billedet kan ikke vises" in shown
    assert "Pakken" in shown
    card = CardsLane(id="c", cells={"s0": (Card(id="k", image=image.sha256),)})
    on_card = layout.sheet(journey(card, images=(image,))).cells[0][0].contents[0].block
    assert "Billedet kan ikke vises" in words(on_card.marks).replace("\n", " ")


def test_the_sign_goes_when_the_image_is_chosen_again(layout: Layout) -> None:
    image = image_of(Pillow.new("RGB", (30, 20)))
    broken = image.model_copy(update={"data": "A"})
    assert not any(
        isinstance(mark, ImageMark)
        for mark in picture_block(layout, broken, wanted=image.sha256).marks
    )
    mended = picture_block(layout, image, wanted=image.sha256)
    assert any(isinstance(mark, ImageMark) for mark in mended.marks)


def test_a_figure_shows_start_now_and_goal_in_the_maps_way_of_writing(layout: Layout) -> None:
    metric = Metric(id="k", name="Konvertering", unit="%", baseline=1.8, actual=2.4, target=1250)
    sheet = layout.sheet(journey(MetricsLane(id="l", cells={"s0": (metric,)})))
    shown = words(sheet.cells[0][0].contents[0].block.marks)
    for part in ("Konvertering", "1,8", "2,4", "1.250", "Start", "Nu", "Mål"):
        assert part in shown


def test_a_figure_still_unknown_has_lines_to_write_it_on(layout: Layout) -> None:
    lane = MetricsLane(id="l", cells={"s0": (Metric(id="k", name="Genkøb", unit="%"),)})
    block = layout.sheet(journey(lane)).cells[0][0].contents[0].block
    for part in ("Genkøb", "Start", "Nu", "Mål", "%"):
        assert part in words(block.marks)
    lines = [mark for mark in block.marks if isinstance(mark, Stroke)]
    assert len(lines) == 3
    assert all(0 < line.y1 < block.height for line in lines)


def test_a_passage_has_no_note_round_it(layout: Layout) -> None:
    lane = TextLane(id="l", cells={"s0": (Passage(id="t", text="Bliv set"),)})
    block = layout.sheet(journey(lane)).cells[0][0].contents[0].block
    assert not any(isinstance(mark, Rectangle) for mark in block.marks)


def test_the_legend_explains_what_is_used_and_nothing_else(layout: Layout) -> None:
    card = Card(id="c", type="idea", markers=("wait",), evidence_level="validated")
    sheet = layout.sheet(journey(CardsLane(id="l", cells={"s0": (card,)})))
    legend = words(sheet.trailers[0].block.marks)
    for part in ("Idé", "Ventetid", "Valideret"):
        assert part in legend
    assert "Smertepunkt" not in legend
    bare = layout.sheet(journey(sheet=SheetSettings(is_legend_shown=False, is_footer_shown=False)))
    assert bare.trailers == ()


def linked(layout: Layout, source: str, target: str, label: str = "") -> Sheet:
    def lane(name: str) -> CardsLane:
        return CardsLane(
            id=name,
            cells={
                f"s{s}": tuple(Card(id=f"{name}{s}{n}", text="ord") for n in range(4))
                for s in range(3)
            },
        )

    links = (Link(id="k", source=source, target=target, label=label),)
    return layout.sheet(journey(lane("a"), lane("b"), lane("c"), links=links))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("a00", "a01"),
        ("a02", "b00"),
        ("a00", "c23"),
        ("c23", "a00"),
        ("a00", "a20"),
        ("b11", "b12"),
    ],
)
def test_a_link_leads_from_edge_to_edge_and_over_no_card(
    layout: Layout, source: str, target: str
) -> None:
    sheet = linked(layout, source, target)
    line, head = sheet.overlay
    assert isinstance(line, Outline)
    assert isinstance(head, Outline)
    boxes = {block.id: (x, y, block) for *_, x, y, block in placed_items(sheet)}
    ends = line.commands
    for card_id, (_, px, py) in ((source, ends[0]), (target, ("M", *ends[-1][-2:]))):  # type: ignore[misc]
        x, y, block = boxes[card_id]
        on_side = min(abs(px - x), abs(px - x - block.width)) < 0.01
        on_end = min(abs(py - y), abs(py - y - block.height)) < 0.01
        assert on_side or on_end
    for px, py in path_points(line):
        for card_id, (x, y, block) in boxes.items():
            inside = x + 0.1 < px < x + block.width - 0.1 and y + 0.1 < py < y + block.height - 0.1
            assert not inside, card_id


def test_a_link_leaves_towards_its_target_where_no_neighbour_stands(layout: Layout) -> None:
    def lane(name: str, count: int) -> CardsLane:
        cells = {f"s{s}": tuple(Card(id=f"{name}{s}{n}") for n in range(count)) for s in range(3)}
        return CardsLane(id=name, cells=cells)

    links = (Link(id="k", source="a00", target="c20"),)
    sheet = layout.sheet(journey(lane("a", 1), lane("b", 2), lane("c", 1), links=links))
    line = sheet.overlay[0]
    assert isinstance(line, Outline)
    card = sheet.cells[0][0].contents[0]
    assert line.commands[0][1] == sheet.cells[0][0].x + card.x + card.block.width


def path_points(line: Outline) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for command in line.commands:
        if command[0] == "C":
            (x0, y0), (_, x1, y1, x2, y2, x3, y3) = points[-1], command
            for step in range(1, 31):
                t = step / 30
                w = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
                points.append(
                    (w[0] * x0 + w[1] * x1 + w[2] * x2 + w[3] * x3,
                     w[0] * y0 + w[1] * y1 + w[2] * y2 + w[3] * y3)
                )  # fmt: skip
        elif command[0] == "L":
            (x0, y0), x, y = points[-1], command[1], command[2]
            steps = max(1, int(hypot(x - x0, y - y0)))
            points += [
                (x0 + (x - x0) * n / steps, y0 + (y - y0) * n / steps) for n in range(1, steps + 1)
            ]
        elif command[0] == "M":
            points.append((command[1], command[2]))
    return points


def test_a_link_to_a_hidden_card_is_not_drawn(layout: Layout) -> None:
    lane = CardsLane(id="a", cells={"s0": (Card(id="x"),)})
    hidden = CardsLane(id="b", is_visible=False, cells={"s0": (Card(id="y"),)})
    links = (Link(id="k", source="x", target="y"),)
    assert layout.sheet(journey(lane, hidden, links=links)).overlay == ()


def test_a_link_carries_its_label(layout: Layout) -> None:
    assert "løses af" in words(linked(layout, "a02", "b00", "løses af").overlay)


@pytest.mark.parametrize(("source", "target"), [("a00", "c23"), ("a02", "b00"), ("c23", "a00")])
def test_the_label_of_a_link_stands_on_its_line_and_on_no_card(
    layout: Layout, source: str, target: str
) -> None:
    sheet = linked(layout, source, target, "bliver løst af")
    (link,) = sheet.links
    assert link.label_box is not None
    left, top, width, height = link.label_box
    for *_, x, y, block in placed_items(sheet):
        is_apart = left >= x + block.width or x >= left + width
        is_apart = is_apart or top >= y + block.height or y >= top + height
        assert is_apart, block.id
    line = sheet.overlay[0]
    assert isinstance(line, Outline)
    middle = (left + width / 2, top + height / 2)
    assert min(hypot(x - middle[0], y - middle[1]) for x, y in path_points(line)) < 1


@pytest.mark.parametrize("hidden", ["one", "all"])
def test_a_hidden_link_is_on_the_screens_sheet_only_and_is_not_drawn(
    layout: Layout, hidden: str
) -> None:
    lanes = (
        CardsLane(id="a", cells={"s0": (Card(id="x"),)}),
        CardsLane(id="b", cells={"s1": (Card(id="y"),)}),
    )
    links = (Link(id="k", source="x", target="y", is_visible=hidden != "one"),)
    sheet = SheetSettings(are_links_shown=hidden != "all")
    on_screen = layout.sheet(journey(*lanes, links=links, sheet=sheet))
    printed = layout.sheet(journey(*lanes, links=links, sheet=sheet), for_print=True)
    assert on_screen.overlay == ()
    assert [link.is_shown for link in on_screen.links] == [False]
    assert (printed.overlay, printed.links) == ((), ())


def test_links_that_lead_the_same_way_are_the_same_lines(layout: Layout) -> None:
    lane = CardsLane(id="a", cells={"s0": (Card(id="x"),), "s2": (Card(id="y"), Card(id="z"))})
    links = (Link(id="k", source="x", target="y", label="løses af"),)
    before = layout.sheet(journey(lane, links=links))
    written = with_cells(lane, {"s2": (Card(id="y"), Card(id="z", text="mere"))})
    after = layout.sheet(journey(written, links=links))
    assert after is not before
    assert after.overlay == before.overlay
