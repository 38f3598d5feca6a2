"""The archive's PDF keeps PDF/A-3u and PDF/UA-1, and can be read without being seen."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import numpy as np
import page as page_validation
import pikepdf
import pypdfium2
import pytest
from PIL import Image as Pillow

from app.export.jobs import export_journey, print_journey
from app.export.opening_pdf import journey_in_pdf
from model.cards import Card, Feeling, Picture
from model.edits import set_about, set_lane, set_phase
from model.file import decode
from model.journey import JourneyMap, Link, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, ImagesLane
from model.layout.drawing_order import drawing_order, drawn_parts
from model.people import Persona
from model.printing.settings import PrintSettings
from model.sheet_settings import SheetSettings
from model.templates import sample
from model.values import with_changes
from model.views import SavedView
from tests.embedded_images import image_of
from tests.pdf.printed import SCRIPTS, map_of, sheet_of

ARCHIVE = PrintSettings(profile="archive")
PHOTO = image_of(Pillow.new("RGB", (700, 525), "red"))
MAP = JourneyMap(
    id="read",
    about=MapCard(title="Vejen til sko", language="da"),
    personas=(Persona(id="emma", name="Emma"),),
    phases=(
        Phase(id="p", name="Før", steps=(Step(id="s1", name="Ser"), Step(id="s2", name="Køber"))),
        Phase(id="q", name="Efter", steps=(Step(id="s3", name="Går"),)),
    ),
    lanes=(
        CardsLane(
            id="cards",
            name="Berøringspunkter",
            cells={
                "s1": (
                    Card(id="c1", text="Opslag", markers=("pain",), evidence_level="validated"),
                ),
                "s3": (Card(id="c2", text="Anmelder dem"),),
            },
        ),
        FeelingsLane(
            id="feel",
            name="Følelser",
            cells={
                "s1": (Feeling(id="f1", values=(1.5,), label="Nysgerrig", persona="emma"),),
                "s2": (Feeling(id="f2", values=(-1,), label="Irriteret", persona="emma"),),
            },
        ),
        ImagesLane(
            id="pictures",
            name="Billeder",
            cells={"s2": (Picture(id="i1", image=PHOTO.sha256, caption="Æsken"),)},
        ),
    ),
    links=(Link(id="l", source="c1", target="c2", label="fører til"),),
    images=(PHOTO,),
    sheet=SheetSettings(are_links_shown=True),
)


def validated(data: bytes, profile: str) -> set[str]:
    """Return the rules that page-validation finds broken in ``data``."""
    failures = page_validation.validate_pdf_bytes(data, profile=profile).failures
    return {failure.rule_id for failure in failures}


def claims(data: bytes) -> tuple[bool, bool]:
    """Return whether a PDF claims PDF/A-3u and PDF/UA-1."""
    with pikepdf.open(BytesIO(data)) as pdf:
        said = pdf.Root.Metadata.read_bytes()
    is_a = b"<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U<" in said
    return is_a, b"<pdfuaid:part>1</pdfuaid:part>" in said


@dataclass(frozen=True)
class Said:
    """An element of the structure as it stands in the file; kids are elements or numbers."""

    role: str
    kids: tuple[Said | int, ...]
    alt: str
    actual: str
    language: str
    scope: str
    span: int

    def all(self, role: str) -> list[Said]:
        below = [kid for kid in self.kids if isinstance(kid, Said)]
        found = [one for kid in below for one in kid.all(role)]
        return [self, *found] if self.role == role else found


def said_by(data: bytes) -> Said:
    with pikepdf.open(BytesIO(data)) as pdf:
        return _said(pdf.Root.StructTreeRoot.K)


def _said(element: pikepdf.Object) -> Said:
    kids = element.get("/K", pikepdf.Array())
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    attributes = element.get("/A", pikepdf.Dictionary())
    return Said(
        str(element.S)[1:],
        tuple(_said(kid) if isinstance(kid, pikepdf.Dictionary) else int(kid) for kid in kids),
        *(str(element.get(key, "")) for key in ("/Alt", "/ActualText", "/Lang")),
        str(attributes.get("/Scope", "/"))[1:],
        int(attributes.get("/ColSpan", 1)),
    )


@pytest.mark.parametrize(
    "journey",
    [sample("sustainable-shoes", "en"), sample("holiday", "da"), map_of(SCRIPTS.values()), MAP],
    ids=["shoes", "holiday", "scripts", "pictures and arrows"],
)
def test_a_wall_for_the_archive_keeps_both_standards_it_claims(journey):
    settings = PrintSettings(profile="archive", paper="A0", scale="fit")
    data = export_journey(journey, settings)
    assert claims(data) == (True, True)
    assert validated(data, "3u") == validated(data, "ua1") == set()


def test_tiles_keep_the_archive_standard_and_claim_no_more():
    tiles = PrintSettings(profile="archive", output="tiles")
    data = export_journey(map_of(["Kort"] * 4), tiles)
    assert claims(data) == (True, False)
    assert validated(data, "3u") == set()
    assert claims(export_journey(MAP)) == (False, False)


def test_a_map_without_a_title_does_not_claim_to_be_readable():
    data = export_journey(set_about(map_of(["Kort"]), title=""), ARCHIVE)
    assert claims(data) == (True, False)


def test_a_picture_in_ink_without_a_profile_is_told_and_nothing_is_claimed():
    photo = image_of(Pillow.new("CMYK", (700, 525), (10, 20, 30, 40)), "JPEG")
    card = Card(id="c", text="Foto", image=photo.sha256)
    lane = CardsLane(id="l", cells={"s0": (card,)})
    made = print_journey(
        map_of(["x"], images=(photo,)).model_copy(update={"lanes": (lane,)}), ARCHIVE
    )
    assert [note.code for note in made.notes] == ["print.archive_ink"]
    assert claims(made.data) == (False, False)


def test_no_stream_seems_to_end_before_it_does():
    files = [export_journey(map_of([f"Kort {at}"]), ARCHIVE) for at in range(25)]
    assert not any(b"\r\nendstream" in data for data in files)


def test_the_table_is_regular_and_its_headings_say_what_they_are_of():
    document = said_by(export_journey(MAP, ARCHIVE))
    (table,) = document.all("Table")
    assert [sum(cell.span for cell in row.kids) for row in table.kids] == [4] * 5
    assert [[cell.scope for cell in row.all("TH")] for row in table.kids] == [
        ["Column"] * 2, ["Column"] * 3, ["Row"], ["Row"], ["Row"],
    ]  # fmt: skip
    assert len(document.all("H1")) == 1


def test_what_is_drawn_without_words_is_said_in_the_language_of_the_map():
    document = said_by(export_journey(MAP, ARCHIVE))
    assert [figure.alt for figure in document.all("Figure")] == [
        "Billede: Æsken",
        "Følelser, fra Frustreret (−2) til Begejstret (+2). "
        "Emma · Nutid: Ser +1,5, Nysgerrig; Køber −1, Irriteret.",
        "Pil fra »Opslag« til »Anmelder dem«: fører til",
    ]
    assert [sign.actual for sign in document.all("Span")] == [
        "Gør ondt", "Valideret", "Begejstret (+1,5)", "Irriteret (−1)",
    ]  # fmt: skip


def test_loops_the_funnel_and_channels_are_figures_of_a_wall_that_keeps_both_standards():
    steps = tuple(
        with_changes(step, next=("s1",) if step.id == "s3" else (), drop_off=25.0)
        for step in MAP.steps
    )
    card = Card(id="c1", text="Opslag", channels=("Mail",))
    matrix = CardsLane(id="cards", is_channel_matrix=True, cells={"s1": (card,)})
    phases = (Phase(id="p", name="Før", steps=steps),)
    lined = MapCard(title="Vejen til sko", language="en")
    journey = JourneyMap(id="ways", about=lined, phases=phases, lanes=(matrix,))
    data = export_journey(journey, ARCHIVE)
    assert [figure.alt for figure in said_by(data).all("Figure")] == [
        "From Går back to Ser.",
        "Who is still with us: Ser 100%; Køber 75%; Går 56%",
        "Channels in use: Ser: Mail",
    ]
    assert validated(data, "3u") == validated(data, "ua1") == set()


def test_words_in_another_language_than_the_map_say_which():
    data = export_journey(MAP, PrintSettings(profile="archive", language="en"))
    figures = said_by(data).all("Figure")
    assert figures[1].alt.startswith("Feelings, from Frustrated (−2)")
    assert {figure.language for figure in figures} == {"en"}
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.Root.Lang == "da"


def test_of_what_a_view_hides_nothing_is_said():
    view = SavedView(id="v", text="Nysgerrig", others="hide")
    said = repr(said_by(export_journey(MAP, ARCHIVE, view=view)))
    assert "Nysgerrig" in said
    assert "Irriteret." not in said
    assert "Anmelder" not in said


def test_the_archive_shows_the_same_picture_as_the_plain_pdf():
    settings = PrintSettings(paper="A2", scale="fit")
    shown = [
        np.asarray(pypdfium2.PdfDocument(export_journey(MAP, each))[0].render(scale=0.5).to_pil())
        for each in (settings, PrintSettings(profile="archive", paper="A2", scale="fit"))
    ]
    assert np.array_equal(*shown)
    assert len(np.unique(shown[0])) > 10


def test_what_is_said_of_a_layer_is_said_of_the_right_one():
    sheet = sheet_of(sample("holiday", "da"))
    pairs = list(zip(drawing_order(sheet), drawn_parts(sheet), strict=True))
    assert all(part.block is None or part.block.marks is layer.marks for layer, part in pairs)
    grounds = [(layer, part) for layer, part in pairs if part.kind == "ground"]
    for layer, part in grounds:
        cell = sheet.cells[part.row][part.column]
        assert (layer.x, layer.y, layer.marks) == (cell.x, cell.y, cell.marks)


def test_what_is_not_printed_is_not_in_the_map_inside():
    first, *others = MAP.lanes
    hidden = MAP.model_copy(
        update={"lanes": (first.model_copy(update={"is_printed": False}), *others)}
    )
    inside = decode(journey_in_pdf(export_journey(hidden, ARCHIVE), "x"), "x")
    assert [lane.id for lane in inside.lanes] == ["feel", "pictures"]
    assert inside.links == ()


def test_a_phase_that_is_not_printed_is_not_in_the_map_inside_whatever_is_locked():
    locked = set_lane(MAP, "cards", is_locked=True)
    hidden = set_phase(locked, "q", is_printed=False)
    inside = decode(journey_in_pdf(export_journey(hidden, ARCHIVE), "x"), "x")
    assert [phase.id for phase in inside.phases] == ["p"]
    assert "Anmelder dem" not in inside.model_dump_json()
    assert inside.lanes[0].is_locked


def test_a_print_of_a_part_holds_no_map_and_says_so():
    settings = PrintSettings(profile="archive", output="tiles", sheets=("1.1",))
    made = print_journey(map_of(["Kort"] * 4), settings)
    assert "print.archive_without_map" in [note.code for note in made.notes]
    with pikepdf.open(BytesIO(made.data)) as pdf:
        assert len(pdf.attachments) == 0
