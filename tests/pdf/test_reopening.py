"""A PDF with its map inside opens again; a hostile one is refused with words, or does no harm."""

from __future__ import annotations

import random
import struct
import subprocess
import zlib
from io import BytesIO

import pikepdf
import pytest

from app.cli.commands import COMMANDS
from app.export.jobs import export_journey
from app.export.opening_pdf import journey_in_pdf, open_map
from model.file import decode, encode
from model.printing.settings import PrintSettings
from model.problems import FileProblem
from model.texts import Texts
from model.views import SavedView
from tests.pdf.printed import map_of

ARCHIVE = PrintSettings(profile="archive")
MAP = map_of(["Åbner æsken", "Læser vejledningen"])
PDF = export_journey(MAP, ARCHIVE)


def refusal(data: bytes) -> str:
    with pytest.raises(FileProblem) as caught:
        journey_in_pdf(data, "wall.pdf")
    text = Texts("en").of(caught.value)
    assert "wall.pdf" in text
    assert "{" not in text
    return caught.value.code


def changed(change, data: bytes = PDF, **saving) -> bytes:
    """Return the PDF after ``change`` has been at it with pikepdf."""
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        made = BytesIO()
        pdf.save(made, **saving)
        return made.getvalue()


def with_file(name: str, content: bytes = b"{}"):
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)

    return add


def content_stream(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    return pdf.Root.AF[0].EF.UF


def test_the_map_comes_out_byte_for_byte_and_the_same_print_gives_the_same_file():
    assert journey_in_pdf(PDF, "wall.pdf") == encode(MAP)
    assert export_journey(MAP, ARCHIVE) == PDF


def test_other_readers_find_the_map_as_the_source_of_the_file():
    with pikepdf.open(BytesIO(PDF)) as pdf:
        held = pdf.attachments["map.journey"]
        assert held.get_file().read_bytes() == encode(MAP)
        assert held.get_file().mime_type == "application/json"
        assert pdf.Root.AF[0].AFRelationship == pikepdf.Name.Source


@pytest.mark.parametrize(
    "command",
    [
        ["qpdf", "--linearize", "IN", "OUT"],
        ["qpdf", "--qdf", "IN", "OUT"],
        ["mutool", "clean", "-gggz", "IN", "OUT"],
        ["qpdf", "--object-streams=disable", "IN", "OUT"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_the_map_survives_what_other_tools_do_to_a_pdf(command, tmp_path):
    paths = {"IN": tmp_path / "in.pdf", "OUT": tmp_path / "out.pdf"}
    paths["IN"].write_bytes(PDF)
    subprocess.run([paths.get(word, word) for word in command], check=True, capture_output=True)
    assert open_map(paths["OUT"]).journey == MAP


def test_what_is_not_on_the_paper_is_not_in_the_file_either():
    hiding = SavedView(id="v", text="æsken", others="hide")
    assert refusal(export_journey(MAP, ARCHIVE, view=hiding)) == "file.pdf_without_map"
    dimming = SavedView(id="v", text="æsken")
    assert journey_in_pdf(export_journey(MAP, ARCHIVE, view=dimming), "x") == encode(MAP)
    assert refusal(export_journey(MAP)) == "file.pdf_without_map"


def test_active_content_beside_the_map_changes_nothing():
    def arm(pdf: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="/bin/true")
        pdf.Root.OpenAction = pdf.make_indirect(action)
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.Names.JavaScript = pikepdf.Dictionary(Names=["x", script])

    assert journey_in_pdf(changed(arm), "wall.pdf") == encode(MAP)


def test_of_other_attachments_none_is_taken_for_the_map():
    assert journey_in_pdf(changed(with_file("notes.txt")), "wall.pdf") == encode(MAP)
    blank = export_journey(MAP)
    assert refusal(changed(with_file("map.journey.txt"), blank)) == "file.pdf_without_map"
    assert refusal(changed(with_file("other.JOURNEY"))) == "file.pdf_several_maps"
    odd = changed(with_file("../../etc/x\r\n.journey", b"[]"), blank)
    assert journey_in_pdf(odd, "wall.pdf") == b"[]"  # the name is looked at, and used for nothing


def test_a_locked_pdf_says_so():
    locked = changed(lambda pdf: None, encryption=pikepdf.Encryption(owner="x", user=""))
    assert refusal(locked) == "file.pdf_locked"


def test_a_bomb_is_not_unpacked():
    bomb = zlib.compress(bytes(40 << 20), 1)

    def swap(pdf: pikepdf.Pdf) -> None:
        content_stream(pdf).write(bomb, filter=pikepdf.Name.FlateDecode)

    assert refusal(changed(swap)) == "file.pdf_map_too_large"


def test_a_bomb_where_the_objects_are_listed_is_not_unpacked():
    bomb = zlib.compress(bytes(40 << 20), 1)
    head = b"%%PDF-1.5\n1 0 obj<</Type/XRef/W[1 2 1]/Size 9/Length %d/Filter/FlateDecode>>stream\n"
    data = head % len(bomb) + bomb + b"\nendstream endobj startxref 9 %%EOF"
    assert refusal(data) == "file.pdf_damaged"


def test_an_object_beyond_the_largest_file_is_nowhere():
    rows = b"".join(struct.pack(">BQH", kind, at, 0) for kind, at in ((0, 0), (1, 2**64 - 1)))
    head = b"%%PDF-1.5\n2 0 obj<</Type/XRef/W[1 8 2]/Size 2/Root 1 0 R/Length %d>>stream\n"
    data = head % len(rows) + rows + b"\nendstream endobj startxref 9 %%EOF"
    assert refusal(data) == "file.pdf_damaged"


@pytest.mark.parametrize("packing", ["ASCII85Decode", "JBIG2Decode"])
def test_only_plain_packing_is_unpacked(packing):
    def swap(pdf: pikepdf.Pdf) -> None:
        content_stream(pdf).write(b"x", filter=pikepdf.Name("/" + packing))

    assert refusal(changed(swap)) == "file.pdf_packing"


@pytest.mark.parametrize(
    "root",
    [
        b"<</Type/Catalog/AF" + b"[" * 9999 + b">>",
        b"<</Type/Catalog/AF 1 0 R",
        b"1 0 R",
        b"<</Type/Catalog/AF[(" + b"(" * 300_000,
        b"<</Type/Catalog/AF[" + b"1 0 R " * 50_000 + b"]>>",
        b"<</Type/Catalog/Names<</EmbeddedFiles 1 0 R>>/Kids[" + b"1 0 R " * 99 + b"]>>",
    ],
    ids=["deep", "open", "itself", "string", "many", "tree of itself"],
)
def test_a_catalogue_without_end_ends(root):
    data = b"%PDF-1.5\n1 0 obj " + root + b" endobj\n"
    table = b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
    data += table + b"trailer<</Root 1 0 R>> startxref %d %%%%EOF" % len(data)
    assert refusal(data) == "file.pdf_damaged"


def test_a_pdf_cut_anywhere_is_refused():
    step = len(PDF) // 150
    assert {refusal(PDF[:end]) for end in range(0, len(PDF) - 7, step)} == {
        "file.pdf_is_none",
        "file.pdf_damaged",
    }


def test_a_flipped_bit_never_gives_another_map():
    chance = random.Random(4)
    refused = 0
    for _ in range(1500):
        data = bytearray(PDF)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        try:
            assert decode(journey_in_pdf(bytes(data), "wall.pdf"), "map.journey") == MAP
        except FileProblem:
            refused += 1
    assert 0 < refused < 1500


def test_a_bad_map_inside_is_refused_by_the_one_loader_with_the_name_of_both(tmp_path):
    path = tmp_path / "wall.pdf"
    path.write_bytes(changed(lambda pdf: content_stream(pdf).write(b"[" * 100_000)))
    with pytest.raises(FileProblem) as caught:
        open_map(path)
    assert caught.value.code == "file.too_deep"
    assert "wall.pdf › map.journey" in Texts("en").of(caught.value)


def test_the_command_line_converts_and_checks_a_pdf(tmp_path, capsys):
    pdf, out = tmp_path / "wall.PDF", tmp_path / "map.journey"
    pdf.write_bytes(PDF)
    assert COMMANDS["convert"]([str(pdf), str(out)], Texts("en")) == 0
    assert out.read_bytes() == encode(MAP)
    assert COMMANDS["check"]([str(pdf)], Texts("en")) == 0
    said = capsys.readouterr().out
    assert "wall.PDF › map.journey: in order. 1 phase, 1 step, 1 lane, 2 cards." in said
    assert pdf.read_bytes() == PDF


def test_the_map_is_found_among_many_objects():
    journey = map_of([f"Kort {at} {at * 7919 % 1000}" for at in range(120)])
    settings = PrintSettings(profile="archive", paper="A0", scale="fit")
    assert journey_in_pdf(export_journey(journey, settings), "x") == encode(journey)
