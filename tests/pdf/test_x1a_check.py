"""Our own check of PDF/X-1a: it passes what we make, and finds each fault a file can have."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import get_args

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image as Pillow
from PIL import ImageCms

from app.export.jobs import print_journey
from app.export.pdf.x1a import RULES, x1a_failures
from model.edits import set_about
from model.people import Persona
from model.printing.settings import Output, PrintSettings
from model.texts import LANGUAGES, Texts
from tests.embedded_images import image_of
from tests.pdf.plates import PLATES_OF_PRESSES, colours_in
from tests.pdf.press_profiles import press_profile, saved_profile
from tests.pdf.printed import map_of

ROOT = Path(__file__).resolve().parents[2]
CLAIMING = PrintSettings(
    profile="cmyk", claims_x1a=True, bleed=3, allow_coarse_images=True, scale="1:10"
)
PHOTO = image_of(Pillow.new("RGB", (60, 40), "red"))
DATED = set_about(
    map_of(
        ["Køb", "Brug"],
        images=(PHOTO,),
        personas=(Persona(id="emma", name="Emma", image=PHOTO.sha256),),
    ),
    title="Rejsen (1) \\ æøå",
    created="2026-01-02T03:04:05Z",
    modified="2026-03-04T05:06:07Z",
)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@cache
def good() -> bytes:
    return print_journey(DATED, CLAIMING).data


def codes(data: bytes) -> set[str]:
    return {failure.code.removeprefix("print.x1a_") for failure in x1a_failures(data)}


def changed(change: Callable[[Pdf], None], **options: object) -> bytes:
    """The good file after ``change``, saved like it unless ``options`` say otherwise."""
    saving = {
        "force_version": "1.4",
        "object_stream_mode": pikepdf.ObjectStreamMode.disable,
        "fix_metadata_version": False,
    }
    made = BytesIO()
    with pikepdf.open(BytesIO(good())) as pdf:
        change(pdf)
        pdf.save(made, **{**saving, **options})
    return made.getvalue()


def info(key: str, value: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        if value is None:
            del pdf.docinfo[key]
        else:
            pdf.docinfo[key] = value

    return change


def at_root(key: str, value: object) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.Root.__setitem__(key, value)


def at_page(key: str, value: object) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.pages[0].obj.__setitem__(key, value)


def without(key: str) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.pages[0].obj.__delitem__(key)


def state(**entries: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].Resources.ExtGState.Broken = Dictionary(Type=Name.ExtGState, **entries)

    return change


def space(*parts: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        made = [part(pdf) if callable(part) else part for part in parts]
        pdf.pages[0].Resources.ColorSpace = Dictionary(Broken=Array(made))

    return change


def drawn(operators: bytes) -> Callable[[Pdf], None]:
    return lambda pdf: pdf.pages[0].contents_add(pdf.make_stream(operators))


def form(operators: bytes = b"", **entries: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        made = pdf.make_stream(operators, Type=Name.XObject, Subtype=Name.Form,
                               BBox=[0, 0, 1, 1], **entries)  # fmt: skip
        pdf.pages[0].Resources.XObject.Broken = made

    return change


def intent(**entries: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        for key, value in entries.items():
            pdf.Root.OutputIntents[0][f"/{key}"] = value(pdf) if callable(value) else value

    return change


def custom(profile: bytes, count: int = 4) -> Callable[[Pdf], None]:
    return intent(
        OutputConditionIdentifier=String("Custom"),
        DestOutputProfile=lambda pdf: pdf.make_stream(profile, N=count),
    )


def packed(name: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        made = pdf.make_stream(b"")
        made.write(b"\x80\x0b\x60\x50", filter=Name(name))
        pdf.Root.Broken = pdf.make_indirect(made)

    return change


def unembedded(pdf: Pdf) -> None:
    pdf.pages[0].Resources.Font.Broken = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica
    )


def emptied(pdf: Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/Type") == "/FontDescriptor":
            del thing["/FontFile2"]


def told_twice(key: str, value: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            xmp[key] = value

    return change


def replaced(old: bytes, new: bytes) -> bytes:
    assert len(old) == len(new)
    assert old in good()
    return good().replace(old, new)


def nothing(pdf: Pdf) -> None:
    pass


def shading(pdf: Pdf) -> None:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0], C1=[1, 1, 1], N=1)
    pdf.pages[0].Resources.Shading = Dictionary(
        Broken=Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 1, 1], Function=function
        )
    )


SPOT = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0], C1=[1, 1, 1], N=1)
LOCKED, SEALED = (
    pikepdf.Encryption(owner="a", user=user, R=3, metadata=False, aes=False) for user in ("b", "")
)
INLINE = b"q BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q"
BROKEN: list[tuple[str, Callable[[], bytes]]] = [
    ("readable", lambda: b"%PDF-1.4 and no more"),
    ("readable", lambda: changed(nothing, encryption=LOCKED)),
    ("version", lambda: changed(nothing, force_version="1.6")),
    ("references", lambda: changed(
        nothing, object_stream_mode=pikepdf.ObjectStreamMode.generate, force_version="1.5")),
    ("encrypted", lambda: changed(nothing, encryption=SEALED)),
    ("id", lambda: replaced(b"/ID [", b"/IX [")),
    ("title", lambda: changed(info("/Title", None))),
    ("dates", lambda: changed(info("/CreationDate", None))),
    ("dates", lambda: changed(info("/ModDate", String("yesterday")))),
    ("producer", lambda: changed(info("/Producer", None))),
    ("trapped", lambda: changed(info("/Trapped", Name.Unknown))),
    ("claim", lambda: changed(info("/GTS_PDFXVersion", None))),
    ("claim", lambda: changed(info("/GTS_PDFXVersion", String("PDF/X-3:2003")))),
    ("claim", lambda: changed(info("/GTS_PDFXConformance", String("PDF/X-1a:2001")))),
    ("metadata", lambda: changed(told_twice("dc:title", "Another"))),
    ("metadata", lambda: changed(told_twice("pdf:Trapped", "True"))),
    ("metadata", lambda: changed(told_twice("pdfaid:part", "3"))),
    ("intent", lambda: changed(lambda pdf: pdf.Root.__delitem__("/OutputIntents"))),
    ("intent", lambda: changed(lambda pdf: pdf.Root.OutputIntents.append(
        pdf.Root.OutputIntents[0]))),
    ("intent", lambda: changed(intent(S=Name.GTS_PDFA1))),
    ("condition", lambda: changed(intent(RegistryName=String("nobody")))),
    ("condition", lambda: changed(intent(OutputConditionIdentifier=String("")))),
    ("profile", lambda: changed(custom(SRGB, 3))),
    ("profile", lambda: changed(custom(press_profile(kind=b"mntr")))),
    ("trim", lambda: changed(without("/TrimBox"))),
    ("trim", lambda: changed(at_page("/ArtBox", [5, 5, 9, 9]))),
    ("boxes", lambda: changed(at_page("/TrimBox", [-5, 5, 90, 90]))),
    ("boxes", lambda: changed(at_page("/BleedBox", [20, 20, 40, 40]))),
    ("boxes", lambda: changed(at_page("/CropBox", [0, 0, 9999, 99]))),
    ("size", lambda: changed(at_page("/MediaBox", [0, 0, 14_401, 900]))),
    ("size", lambda: changed(at_page("/UserUnit", 2))),
    ("annotations", lambda: changed(at_page("/Annots", Array([])))),
    ("form", lambda: changed(at_root("/AcroForm", Dictionary(Fields=[])))),
    ("actions", lambda: changed(at_root("/OpenAction", Dictionary(S=Name.GoTo)))),
    ("actions", lambda: changed(at_root("/Names", Dictionary(
        JavaScript=Dictionary(Names=[]))))),
    ("attachments", lambda: changed(lambda pdf: pdf.attachments.__setitem__("a.txt", b"a"))),
    ("layers", lambda: changed(at_root("/OCProperties", Dictionary(OCGs=[])))),
    ("operators", lambda: changed(drawn(b"1 0 0 rg"))),
    ("operators", lambda: changed(drawn(b"/DeviceRGB CS"))),
    ("operators", lambda: changed(drawn(INLINE))),
    ("operators", lambda: changed(form(b"0 0 1 RG"))),
    ("spaces", lambda: changed(shading)),
    ("spaces", lambda: changed(space(Name.ICCBased, lambda pdf: pdf.make_stream(SRGB, N=3)))),
    ("spaces", lambda: changed(space(Name.Lab, Dictionary(WhitePoint=[0.96, 1, 0.82])))),
    ("spaces", lambda: changed(space(Name.CalRGB, Dictionary(WhitePoint=[0.96, 1, 0.82])))),
    ("spaces", lambda: changed(space(Name.Indexed, Name.DeviceRGB, 0, String(b"abc")))),
    ("spots", lambda: changed(space(Name.Separation, Name.Gold, Name.CalGray, SPOT))),
    ("masks", lambda: changed(state(SMask=Dictionary(S=Name.Luminosity)))),
    ("alpha", lambda: changed(state(ca=0.5))),
    ("alpha", lambda: changed(state(CA=0))),
    ("blending", lambda: changed(state(BM=Name.Multiply))),
    ("groups", lambda: changed(form(Group=Dictionary(S=Name.Transparency)))),
    ("fonts", lambda: changed(unembedded)),
    ("fonts", lambda: changed(emptied)),
    ("filters", lambda: changed(packed("/JPXDecode"))),
    ("filters", lambda: changed(packed("/JBIG2Decode"))),
    ("external", lambda: changed(form(Ref=Dictionary(Page=0)))),
    ("external", lambda: changed(form(OPI=Dictionary()))),
    ("external", lambda: changed(form(Subtype2=Name.PS))),
    ("tones", lambda: changed(state(TR=Name.Identity))),
    ("tones", lambda: changed(state(TR2=Name.Identity))),
    ("intents", lambda: changed(drawn(b"/Vivid ri"))),
    ("intents", lambda: changed(state(RI=Name.Vivid))),
]  # fmt: skip


def test_what_we_make_for_a_press_keeps_every_rule(tmp_path: Path) -> None:
    made = print_journey(DATED, CLAIMING)
    assert codes(made.data) == set()
    with pikepdf.open(BytesIO(made.data)) as pdf:
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
    told = [note for note in made.notes if note.code == "print.x1a_claimed"]
    assert len(told) == 1
    assert "not a certified one" in Texts("en").of(told[0])
    through = CLAIMING.model_copy(
        update={"icc_file": saved_profile(tmp_path, press_profile("House press"))}
    )
    assert codes(print_journey(DATED, through).data) == set()


@pytest.mark.parametrize("output", get_args(Output))
def test_every_output_for_a_press_keeps_every_rule(output: str) -> None:
    asked = {"output": output, "bleed": 0, "has_slug": True, "has_registration_marks": True}
    made = print_journey(DATED, CLAIMING.model_copy(update=asked))
    assert [note.code for note in made.notes if "x1a" in note.code] == ["print.x1a_claimed"]
    assert {operator for operator, _ in colours_in(made.data)} <= PLATES_OF_PRESSES


@pytest.mark.parametrize(
    ("rule", "broken"), BROKEN, ids=[f"{rule}-{at}" for at, (rule, _) in enumerate(BROKEN)]
)
def test_a_fault_is_found_by_the_rule_it_breaks(rule: str, broken: Callable[[], bytes]) -> None:
    assert rule in codes(broken())


def test_every_rule_has_a_file_that_breaks_it_and_saving_again_breaks_none() -> None:
    assert {rule for rule, _ in BROKEN} == {"readable", *RULES}
    assert codes(changed(nothing)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_told_in_words_and_explained_in_the_documentation(language: str) -> None:
    texts = Texts(language)
    explained = set(
        re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/print.md").read_text("utf-8"), re.MULTILINE)
    )
    for rule in RULES:
        assert texts.has(f"problems.print.x1a_{rule}")
        assert rule in explained


def test_a_file_that_breaks_a_rule_does_not_claim_the_standard_and_says_what_is_amiss() -> None:
    nameless = set_about(DATED, title="", created="", modified="")
    made = print_journey(nameless, CLAIMING)
    with pikepdf.open(BytesIO(made.data)) as pdf:
        assert "/GTS_PDFXVersion" not in pdf.docinfo
        assert "/OutputIntents" in pdf.Root
    assert [note.code for note in made.notes if "x1a" in note.code] == [
        "print.x1a_not_claimed", "print.x1a_title", "print.x1a_dates",
    ]  # fmt: skip


def test_only_who_asks_for_it_gets_the_claim() -> None:
    silent = print_journey(DATED, CLAIMING.model_copy(update={"claims_x1a": False}))
    assert codes(silent.data) == {"claim"}
    assert not any("x1a" in note.code for note in silent.notes)
    in_light = print_journey(DATED, CLAIMING.model_copy(update={"profile": "rgb"}))
    assert b"GTS_PDFX" not in in_light.data
    assert not any("x1a" in note.code for note in in_light.notes)
