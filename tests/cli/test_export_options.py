"""Every option of ``journeywall export``, by what comes out, and by the line where it cannot."""

import json
from io import BytesIO

import pikepdf
import pytest

from app.main import main
from app.print_presets import PresetStore, write_preset
from model.edits import set_about
from model.file import encode, read_journey
from model.lanes import with_cells
from model.printing.settings import PrintPreset, PrintSettings
from model.templates import sample
from model.values import with_changes

MM = 72 / 25.4


@pytest.fixture(scope="module")
def shoes(tmp_path_factory):
    path = tmp_path_factory.mktemp("maps") / "shoes.journey"
    path.write_bytes(encode(set_about(sample("sustainable-shoes", "da"), version_label="3")))
    return path


@pytest.fixture
def at(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("JOURNEYWALL_SETTINGS", str(tmp_path / "settings"))
    return tmp_path


@pytest.fixture
def export(shoes, at, capsys):
    def run(*options, out="out.pdf"):
        assert main(["export", str(shoes), "-o", out, *options]) == 0, capsys.readouterr().err
        return Made((at / out).read_bytes())

    return run


class Made:
    """A PDF that was written, as others read it; lengths in mm."""

    def __init__(self, data):
        self.data = data
        self.pdf = pikepdf.open(BytesIO(data))

    def size(self, box="/MediaBox", page=0):
        left, low, right, high = (float(side) for side in self.pdf.pages[page].obj[box])
        return round((right - left) / MM, 2), round((high - low) / MM, 2)

    @property
    def operators(self):
        return b"".join(page.Contents.read_bytes() for page in self.pdf.pages)


def test_a_paper_with_bleed_marks_and_slug_is_as_large_as_they_ask(export):
    made = export("--paper", "A1", "--bleed", "0,3cm", "--marks", "--slug")
    assert made.size("/TrimBox") == (841, 594)
    assert made.size("/BleedBox") == (847, 600)
    assert made.size()[0] > 847 + 2 * 5
    assert export("--paper", "A1").size() == (841, 594)


def test_a_paper_can_be_turned_and_a_scale_be_asked_for(export):
    assert export("--paper", "A2", "--orientation", "portrait").size() == (420, 594)
    assert export("--scale", "1:10").size()[0] == pytest.approx(export().size()[0] / 10, abs=0.05)


def test_a_roll_keeps_another_margin(export):
    narrow, wide = (export("--paper", "roll:610", "--margin", mm) for mm in ("5mm", "20mm"))
    assert narrow.size()[1] == wide.size()[1] == 610
    assert wide.size()[0] < narrow.size()[0]


def test_panels_come_as_pages_that_share_an_overlap(export):
    made = export("--panels", "3", "--overlap", "30mm")
    widths = [made.size(page=page)[0] for page in range(3)]
    assert sum(widths) - 60 == pytest.approx(export().size()[0], abs=0.05)


def test_a_qr_code_is_a_path_of_the_page(export):
    assert len(export("--qr", "https://example.org/map").data) > len(export().data) + 500


def test_tiles_are_sheets_of_the_papers_size(export):
    made = export("--tile", "A3", "--margin", "6mm", "--overlap", "12mm", "--fit-sheets")
    sizes = {tuple(sorted(made.size(page=page))) for page in range(len(made.pdf.pages))}
    assert sizes == {(297, 420)}
    few = export("--tile", "A3", "--sheets", "1.1, 2.2")
    assert len(few.pdf.pages) < len(made.pdf.pages)
    left = export("--tile", "A3", "--sheets", "1.1, 2.2", "--glue-side", "left")
    assert left.operators != few.operators


def test_a_blank_form_has_no_cards_and_slots_of_the_note(export):
    assert len(export("--blank", "--note", "127x76").data) != len(export("--blank").data)
    assert len(export("--seeded", "--votes", "--codes").data) != len(export("--seeded").data)


def test_a_press_gets_its_inks_and_a_standard_on_request(export):
    assert b" rg\n" not in export("--profile", "cmyk").operators
    assert b"GTS_PDFX" in export("--x1a").data
    assert "/AF" in export("--profile", "archive").pdf.Root


def test_language_and_theme_are_those_asked_for(export):
    plain, saving = export().operators, export("--theme", "ink_saving").operators
    assert plain != saving
    assert export("--language", "en").data != export("--language", "da").data


def test_a_preset_is_changed_by_what_is_typed_beside_it(export, at):
    shop = export("--preset", "marks-3mm", "--paper", "A1")
    assert shop.size("/TrimBox") == (841, 594)
    assert shop.size("/BleedBox") == (847, 600)
    assert export("--preset", "marks-3mm", "--bleed", "5mm", "--paper", "A1").size("/BleedBox") == (
        851, 604,
    )  # fmt: skip
    own = PrintPreset(id="a", name="Rulle", settings=PrintSettings(paper="roll:610", scale="fit"))
    write_preset(at / "rulle.journeyprint", own)
    assert export("--preset", "rulle.journeyprint").size()[1] == 610
    lying = PrintSettings(paper="A5", scale="fit", orientation="landscape")
    PresetStore().save(PrintPreset(id="mine", settings=lying))
    assert export("--preset", "mine").size() == (210, 148)


def test_an_own_preset_is_called_by_the_name_one_gave_it(export, shoes, capsys):
    small = PrintSettings(paper="A4", scale="fit")
    PresetStore().save(PrintPreset(id="3f0a", name="Hos Ida", settings=small))
    assert sorted(export("--preset", "hos ida").size()) == [210, 297]
    assert main(["export", str(shoes), "-o", "x.pdf", "--preset", "Hos Ib"]) == 2
    assert "Hos Ida" in capsys.readouterr().err


def test_pictures_come_one_a_page_with_their_names(shoes, at):
    assert main(["export", str(shoes), "-o", "w.png", "--paper", "A3", "--dpi", "20"]) == 0
    assert (at / "w.png").read_bytes().startswith(b"\x89PNG")
    assert main(
        ["export", str(shoes), "-o", "p.png", "--panels", "2", "--paper", "A3", "--dpi", "20"]
    ) == 0  # fmt: skip
    assert sorted(path.name for path in at.glob("p*.png")) == [
        "p-1-panel-1-af-2.png", "p-2-panel-2-af-2.png",
    ]  # fmt: skip


def test_a_drawing_has_its_words_and_one_page_a_file(shoes, at):
    assert main(["export", str(shoes), "-o", "w.svg", "--paper", "A3"]) == 0
    assert "Emmas vej" in (at / "w.svg").read_text("utf-8")


def test_a_handout_comes_whole_or_phase_by_phase(export):
    whole, phases = export("--handout", "--paper", "A2"), export("--handout", "phases")
    assert tuple(sorted(whole.size())) == (420, 594)
    assert len(phases.pdf.pages) >= 5 > len(whole.pdf.pages)


@pytest.mark.parametrize("output", [["--handout"], ["--persona", "all"]])
def test_no_page_to_hand_out_is_over_five_metres(shoes, at, capsys, output):
    assert main(["export", str(shoes), "-o", "x.pdf", "--paper", "6000x900mm", *output]) == 1
    assert "5080" in capsys.readouterr().err


def test_slides_are_pictures_of_each_phase_as_large_as_a_screen(shoes, at):
    assert main(["export", str(shoes), "-o", "s.png", "--slides", "--dpi", "36"]) == 0
    names = sorted(path.name for path in at.glob("s-*.png"))
    assert len(names) >= 5
    assert "Bevidsthed" in names[0]


def test_a_poster_is_of_one_persona_or_of_all(export, shoes, at, capsys):
    assert len(export("--persona", "all", "--paper", "A4").pdf.pages) >= 1
    assert tuple(sorted(export("--persona", "emma", "--paper", "A4").size())) == (210, 297)
    assert main(["export", str(shoes), "-o", "x.pdf", "--persona", "Nobody"]) == 2
    assert "Emma" in capsys.readouterr().err


def test_a_printer_is_measured_and_corrected(export):
    assert len(export("--calibration").pdf.pages) == 1
    assert export("--calibration", "--paper", "Letter").size() == (215.9, 279.4)
    plain = export("--tile", "A4").operators
    assert export("--tile", "A4", "--measured", "98x100").operators != plain
    assert export("--tile", "A4", "--headers").operators != plain


def test_only_sheets_that_changed_are_printed_again(shoes, at, capsys):
    journey = read_journey(shoes)
    (at / "now.journey").write_bytes(encode(journey))
    tiles = ["export", "now.journey", "-o", "t.pdf", "--tile", "A3"]
    assert main([*tiles, "--report", "first.json"]) == 0
    first = json.loads((at / "first.json").read_text("utf-8"))
    assert main([*tiles, "--changed-since", "first.json"]) == 1
    assert "first.json" in capsys.readouterr().err
    (at / "now.journey").write_bytes(encode(with_a_word_changed(journey)))
    assert main([*tiles, "--changed-since", "first.json", "--report", "next.json"]) == 0
    after = json.loads((at / "next.json").read_text("utf-8"))
    assert after["fingerprints"].keys() == first["fingerprints"].keys()
    again = {page["name"] for page in after["pages"]} & first["fingerprints"].keys()
    assert 0 < len(again) < len(first["fingerprints"])
    assert main([*tiles, "--changed-since", "now.journey"]) == 1
    assert "now.journey" in capsys.readouterr().err


def with_a_word_changed(journey):
    lane = next(lane for lane in journey.lanes if lane.kind == "cards")
    step, cards = next((step, cards) for step, cards in lane.cells.items() if cards)
    card = with_changes(cards[0], text=cards[0].text[::-1])
    lanes = [
        with_cells(held, {**held.cells, step: (card, *cards[1:])}) if held is lane else held
        for held in journey.lanes
    ]
    return with_changes(journey, lanes=tuple(lanes))


def test_words_come_as_a_page_for_screen_readers(shoes, at):
    assert main(["export", str(shoes), "-o", "w.html", "--language", "en"]) == 0
    assert b"<table" in (at / "w.html").read_bytes()


def test_an_anonymous_print_names_nobody(export, shoes, at):
    assert b"Emma" in export().pdf.Root.Metadata.read_bytes()
    assert b"Emma" not in export("--anonymous").pdf.Root.Metadata.read_bytes()
    options = ["--anonymous", "-o", "w.html"]
    assert main(["export", str(shoes), *options]) == 0
    assert b"Emma" not in (at / "w.html").read_bytes()


def test_the_report_of_an_anonymous_print_names_nobody_either(export, at):
    export("--anonymous", "--persona", "Emma", "--report", "r.json")
    assert "emma" not in (at / "r.json").read_text("utf-8").lower()


def test_the_assembly_map_is_paper_that_nothing_of_the_wall_is_seen_on(export, at):
    export("--tile", "A4", "--report", "r.json")
    told = json.loads((at / "r.json").read_text("utf-8"))
    seen = sum(
        page["trim"]["width"] * page["trim"]["height"]
        for page in told["pages"]
        if page["name"] != "assembly"
    )
    assert told["paper"]["area"] - told["paper"]["waste"] == pytest.approx(seen / 1e6, abs=0.001)


def test_the_report_tells_what_came_out(shoes, at):
    options = ["--paper", "A1", "--bleed", "3mm", "--marks", "--report", "r.json"]
    assert main(["export", str(shoes), "-o", "out.pdf", *options]) == 0
    told = json.loads((at / "r.json").read_text("utf-8"))
    assert (told["format"], told["version"]) == ("journeywall-print-report", 1)
    [page] = told["pages"]
    assert (page["trim"]["width"], page["trim"]["height"]) == (841, 594)
    assert (page["bleed"]["width"], page["bleed"]["height"]) == (847, 600)
    assert told["files"] == [{"name": "out.pdf", "bytes": (at / "out.pdf").stat().st_size}]
    assert told["settings"]["bleed"] == 3
    assert told["map"]["version"] == "3"
    assert told["scale"].startswith("1:2.")
    assert told["paper"]["waste"] > 0
    assert {"notes", "preflight"} <= told.keys()
    assert main(["export", str(shoes), "-o", "out.pdf", *options]) == 0  # a report is replaced


def test_a_report_replaces_nothing_else(shoes, at, capsys):
    (at / "mine.json").write_text('{"format": "mine"}', encoding="utf-8")
    assert main(["export", str(shoes), "-o", "out.pdf", "--report", "mine.json"]) == 1
    assert "mine.json" in capsys.readouterr().err
    assert (at / "mine.json").read_text(encoding="utf-8") == '{"format": "mine"}'


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--bleed", "25mm"], ("--bleed", "20 mm")),
        (["--bleed", "thick"], ("thick", "5mm")),
        (["--bleed", "-3mm"], ("value",)),
        (["--margin", "9in"], ("--margin", "50 mm")),
        (["--overlap", "101mm"], ("--overlap", "100 mm")),
        (["--panels", "21"], ("--panels", "20")),
        (["--panels", "two"], ("--panels", "two")),
        pytest.param(["--panels", "9" * 5000], ("--panels", "20"), id="a number without end"),
        (["--paper", "B9"], ("B9", "A0")),
        (["--paper", ""], ("A0",)),
        (["--paper", "0x0mm"], ("0x0mm", "100 m")),
        (["--scale", "1:0"], ("1:0", "1:10")),
        (["--tile", "roll:914"], ("roll:914",)),
        (["--note", "76"], ("76", "76x76")),
        (["--blank", "--note", "5x5"], ("--note", "20")),
        (["--note", "76x76"], ("--note", "--blank")),
        (["--sheets", "1.1"], ("--sheets", "--tile")),
        (["--tile", "A4", "--sheets", ","], ("1.1,2.3",)),
        (["--tile", "A4", "--sheets", "abc"], ("abc", "1.1,2.3")),
        (["--fit-sheets"], ("--fit-sheets", "--tile")),
        (["--tile", "A4", "--marks"], ("--marks", "--tile")),
        (["--tile", "A4", "--qr", "https://example.org"], ("--qr", "--tile")),
        (["--preset", "office-a4", "--bleed", "3mm"], ("--bleed", "--tile")),
        (["--blank", "--seeded"], ("--seeded", "--blank")),
        (["--profile", "rgb", "--x1a"], ("--x1a", "--profile rgb")),
        (["--profile", "pdfx"], ("--profile", "rgb, cmyk, archive")),
        (["--icc", "shop.icc"], ("--icc", "cmyk")),
        (["--qr", "javascript:alert(1)"], ("https://",)),
        (["--dpi", "300"], ("--dpi", ".png")),
        (["--report", "r.txt"], ("r.txt", ".json")),
        (["--preset", "nope"], ("nope", "office-a4")),
        (["--theme", "screen_dark"], ("screen_dark", "ink_saving")),
        (["--language", "de"], ("de", "da")),
        (["--orientation", "portrait"], ("--paper",)),
        (["--handout", "--marks"], ("--marks", "--handout")),
        (["--handout", "halves"], ("halves", "--handout phases")),
        (["--tile", "A4", "--handout"], ("--handout", "--tile")),
        (["--slides", "--paper", "A4"], ("--paper", "--slides")),
        (["--persona", "all", "--tile", "A4"], ("--persona", "--tile")),
        (["--calibration", "--blank"], ("--blank", "--calibration")),
        (["--changed-since", "r.json"], ("--changed-since", "--tile")),
        (["--tile", "A4", "--measured", "80x80"], ("80",)),
        (["--measured", "99x99"], ("--measured", "--tile")),
        (["-o", "a.docx"], ("a.docx", ".png")),
        (["-o", "a.png", "--dpi", "many"], ("many",)),
        (["-o", "a.png", "--dpi", "0"], ("--dpi", "10", "2400")),
        (["-o", "a.png", "--profile", "cmyk"], ("cmyk", ".png")),
        (["-o", "a.html", "--paper", "A0"], ("--paper", ".html")),
        (["-o", "a.html", "--report", "r.json"], ("--report", ".html")),
    ],
    ids=lambda value: " ".join(value),
)
def test_what_does_not_go_together_ends_with_two_and_one_line(at, capsys, options, words):
    assert main(["export", "no.journey", "-o", "no.pdf", *options]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    for word in (*words, "journeywall export --help"):
        assert word in told.err
    assert list(at.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "words"), [(b"{}", ("not a print preset",)), (b"[" * 70_000, ("64 kB",))]
)
def test_a_hostile_preset_file_ends_with_one_and_one_line(shoes, at, capsys, content, words):
    (at / "x.journeyprint").write_bytes(content)
    assert main(["export", str(shoes), "-o", "o.pdf", "--preset", "x.journeyprint"]) == 1
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    for word in words:
        assert word in told
    assert not (at / "o.pdf").exists()
