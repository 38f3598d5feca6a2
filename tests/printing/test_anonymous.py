"""A print that names nobody: what is left out, what stands in, and that no name is left."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.export.jobs import export_journey
from model.cards import ActionPlan, Card, Picture
from model.edits import set_about
from model.evidence import Evidence, Image, Photo
from model.file.loading import decode
from model.file.writing import encode
from model.filtering import Filter
from model.folding import fold
from model.integrity import check_integrity
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane, ImagesLane
from model.layout.engine import Layout
from model.people import CompanyProfile, Persona
from model.printing.anonymous import anonymous
from model.printing.names import Known, Replacer, family_name, without_speaker
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.templates import sample
from model.text.fonts import FontBook
from model.views import SavedView
from tests.embedded_images import embedded, png_of_zeros
from tests.sheet_reading import placed_items

NAMES = (
    "Åse Kjærgaard", "Bo", "Søren Ørsted", "Mads", "Anne-Marie d’Arc", "Łukasz Żak", "Zoë",
    "Ida van der Berg", "Hans", "Nørgaard",
)  # fmt: skip


@cache
def fonts() -> FontBook:
    return FontBook.bundled()


def image() -> Image:
    return embedded(png_of_zeros(8, 6))


def journey_naming(*names: str) -> JourneyMap:
    """Return a map with five people in every place where people may stand."""
    persona, author, owner, speaker, guest = names
    picture = image()
    all_named = f"{persona}s ven {author.upper()} traf {owner}, {speaker} og {guest}’s chef."
    card = Card(
        id="card-" + re.sub(r"\W", "", guest.encode("ascii", "ignore").decode()),
        text=all_named, author=speaker, as_written=all_named,
        personas=("a",), image=picture.sha256, evidence=("e",), tags=(guest,),
        action=ActionPlan(owner=owner, investment=f"spørg {guest}"),
    )  # fmt: skip
    quote = Card(id="q", is_quote=True, text=f"»Det gik galt.« – {speaker}, 34 år")
    return JourneyMap(
        id="m",
        about=MapCard(
            title=f"{persona}s rejse", language="da", authors=(author,), facilitator=owner,
            participants=(f"{guest}, marketing", "To kunder"), notes=all_named,
        ),
        personas=(
            Persona(id="a", name=persona, initials="P", quote=all_named, image=picture.sha256),
            CompanyProfile(id="b", name=f"{owner} & Søn"),
        ),
        phases=(Phase(id="p", name=f"Hos {guest}", steps=(Step(id="s", name=speaker),)),),
        lanes=(
            CardsLane(id="l", cells={"s": (card, quote)}),
            ImagesLane(id="i", cells={"s": (
                Picture(id="p1", image=picture.sha256, caption=f"Her er {guest}"),
                Picture(id="p2", image=picture.sha256),
            )}),
        ),
        evidence=(Evidence(id="e", title=f"Samtale med {guest}", reference=f"/{author}.docx"),),
        photos=(Photo(id="f", image=picture.sha256, caption=guest),),
        images=(picture,),
        views=(SavedView(id="v", name=f"{persona}s", text=owner),),
    )  # fmt: skip


def is_named(name: str, text: str) -> bool:
    """Tell whether ``name`` stands in ``text`` as a word, also with a genitive."""
    plain = fold(text, is_narrow=True)
    return bool(re.search(rf"(?<!\w){re.escape(fold(name, is_narrow=True))}s?(?!\w)", plain))


@given(names=st.permutations(NAMES))
@settings(max_examples=12, deadline=None)
def test_no_name_is_left_in_the_map_nor_in_the_pdf(names: list[str]) -> None:
    journey = journey_naming(*names[:5])
    made = anonymous(journey)
    check_integrity(made)
    written = encode(made)
    assert encode(decode(written, "map")) == written
    pdf = export_journey(journey, PrintSettings(is_anonymous=True), fonts=fonts())
    told = (written.decode(), *texts_in(pdf))
    for name in names[:5]:
        assert not [text for text in told if is_named(name, text)], name


def texts_in(pdf: bytes) -> list[str]:
    """Return the words and the metadata of a PDF, as PDFium and pikepdf read them."""
    document = pypdfium2.PdfDocument(pdf)
    words = [page.get_textpage().get_text_bounded() for page in document]
    with pikepdf.open(BytesIO(pdf)) as opened:
        info = [str(value) for _, value in opened.docinfo.items()]
        xmp = opened.Root.Metadata.read_bytes().decode()
    return [*words, *info, xmp]


@pytest.mark.parametrize(
    "fields",
    [
        {"profile": "archive"},
        {"output": "tiles", "has_slug": True},
        {"has_slug": True, "has_crop_marks": True, "bleed": 3, "content": "seeded"},
    ],
)
def test_no_name_is_left_in_tags_attachments_labels_and_slug(fields: dict[str, object]) -> None:
    names = ("Emma", "Åse Kjærgaard", "Søren Ørsted", "Mads", "Zoë")
    made = PrintSettings(is_anonymous=True, **fields)
    pdf = export_journey(journey_naming(*names), made, fonts=fonts())
    told = [*texts_in(pdf), *everything_in(pdf)]
    assert "Persona 1" in "".join(told)
    for name in names:
        assert not [text for text in told if is_named(name, text)], name


def everything_in(pdf: bytes) -> list[str]:
    """Return every string, name and stream of a PDF as text, whatever it is there for."""
    found: list[str] = []
    with pikepdf.open(BytesIO(pdf)) as opened:
        for each in opened.objects:
            if isinstance(each, pikepdf.Stream):
                found.append(each.read_bytes().decode("utf-8", "replace"))
            found += strings_in(each)
    return found


def strings_in(held: pikepdf.Object) -> list[str]:
    if isinstance(held, pikepdf.String | pikepdf.Name):
        return [str(held)]
    if isinstance(held, pikepdf.Array):
        parts = list(held)
    elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        parts = [part for _, part in held.items()]
    else:
        return []
    return [
        text
        for part in parts
        if not getattr(part, "is_indirect", False)
        for text in strings_in(part)
    ]


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_sample_keeps_its_story(language: str) -> None:
    journey = sample("sustainable-shoes", language)
    made = anonymous(journey)
    check_integrity(made)
    assert made.about.title.startswith("Persona 1’s ")
    assert made.personas[0].name == "Persona 1"
    assert made.personas[0].initials == "P1"
    assert made.links == journey.links
    assert [lane.id for lane in made.lanes] == [lane.id for lane in journey.lanes]
    assert encode(anonymous(journey)) == encode(made)


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_family_that_personas_are_grouped_as_is_not_named(language: str) -> None:
    journey = sample("holiday", language)
    surname = {"da": "Lund", "en": "Hart"}[language]
    assert surname in journey.about.title
    made = anonymous(journey)
    assert surname not in encode(made).decode()
    assert made.about.title.startswith({"da": "Familie 1’s vej", "en": "Family 1’s way"}[language])


@pytest.mark.parametrize(
    ("group", "name"),
    [("Familien Lund", "Lund"), ("The Hart family", "Hart"), ("Hart family", "Hart"),
     ("Bevidste storbykunder", ""), ("Familien med små børn", ""), ("En familie", ""), ("", "")],
)  # fmt: skip
def test_only_a_family_with_a_surname_is_a_name(group: str, name: str) -> None:
    assert family_name(group) == name


def test_one_person_is_one_wherever_it_stands() -> None:
    made = anonymous(journey_naming("Emma", "Åse Kjærgaard", "Bo", "Mads", "Zoë"))
    card, quote = made.lanes[0].cells["s"]
    assert card.action.owner == "Person 2"
    assert card.text == "Persona 1’s ven Person 1 traf Person 2, Person 5 og Person 3’s chef."
    assert quote.text == "»Det gik galt.«"
    assert made.personas[1].name == "Kundeprofil 2"
    assert made.evidence[0].title == "Kilde 1"


def test_no_picture_is_left_but_its_caption_is() -> None:
    made = anonymous(journey_naming("Emma", "Åse", "Bo", "Mads", "Zoë"))
    assert made.images == made.photos == ()
    assert made.personas[0].image is None
    (picture,) = made.lanes[1].cells["s"]
    assert (picture.image, picture.caption) == (None, "Her er Person 3")
    assert made.lanes[0].cells["s"][0].image is None


def test_what_a_newer_version_added_is_left_out() -> None:
    data = encode(journey_naming("Emma", "Åse", "Bo", "Mads", "Zoë"))
    newer = decode(data.replace(b'"facilitator"', b'"nickname":"Bossen","facilitator"'), "map")
    assert "Bossen" in encode(newer).decode()
    assert "Bossen" not in encode(anonymous(newer)).decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Jonas ringer", "NN ringer"),
        ("JONAS’ bil, jonas's bil, Jonass bil", "NN’s bil, NN’s bil, NN’s bil"),
        ("Jonasine og Majonas", "Jonasine og Majonas"),
        ("»Jonas«, ‘Jonas’", "»NN«, ‘NN’s"),
        ("jo\u00adnas@firma.dk", "NN@firma.dk"),
        ("Aase, Åse og åse", "AA, AA og AA"),
        (unicodedata.normalize("NFD", "Åses hus"), "AA’s hus"),
        ("En line fra Line", "En line fra LH"),
        ("Line  Holm og LINE HOLM", "LH og LH"),
        ("Spørg Line Holms chef, Line Holmgaard", "Spørg LH’s chef, LH Holmgaard"),
        ("Alle ved det? Ja, alle.", "Alle ved det? Ja, alle."),
    ],
)
def test_names_are_whole_words_in_any_spelling(text: str, said: str) -> None:
    names = {
        "Jonas": Known("NN"), "Åse": Known("AA"), "Line Holm": Known("LH"),
        "Line": Known("LH", is_part=True), "alle": Known("NN"), "?": Known("NN"),
    }  # fmt: skip
    assert Replacer(names)(text) == said


@pytest.mark.parametrize(
    ("id_", "has_name"),
    [("emma", True), ("card-emma-2", True), ("cardEmma2", True), ("lineholm", True),
     ("line-holm", True), ("dilemma", False), ("outline-holmen", False)],
)  # fmt: skip
def test_ids_that_hold_a_name_are_known(id_: str, has_name: bool) -> None:
    names = {"Emma": Known("NN"), "Line Holm": Known("LH")}
    assert Replacer(names).is_in(id_) is has_name


def test_thousands_of_names_take_no_longer_than_a_few_and_odd_ones_do_no_harm() -> None:
    people = tuple(f"Navn{number} Efternavn{number}" for number in range(3_000))
    odd = ("?", "( [", "a" * 400, "b " * 240, "\u202eammE", "Team", "–")
    journey = set_about(sample("sustainable-shoes", "da"), participants=(*people, *odd))
    made = anonymous(set_about(journey, purpose="Spørg Navn2999 Efternavn2999s chef – og teamet?"))
    assert made.about.purpose == "Spørg Person 3002’s chef – og teamet?"


@pytest.mark.parametrize(
    ("quote", "left", "who"),
    [
        ("”Jeg gav op” – Sara Holm, 24", "”Jeg gav op”", "Sara Holm"),
        ("Jeg gav op\n- Sara", "Jeg gav op", "Sara"),
        ("Jeg tog bussen – det var dyrt", "Jeg tog bussen – det var dyrt", ""),
        ("Åben 8-16", "Åben 8-16", ""),
    ],
)
def test_who_said_it_is_taken_off_a_quote(quote: str, left: str, who: str) -> None:
    assert without_speaker(quote) == (left, who)


def test_a_view_shows_the_same_cards_of_the_anonymous_map() -> None:
    journey = set_about(sample("sustainable-shoes", "da"), modified="2026-05-01T10:00:00Z")
    through = Filter(SavedView(id="v", name="Det Jonas gør", text="Jonas", others="hide"))

    def shown(**fields: object) -> set[str]:
        printed = print_map(journey, PrintSettings(**fields), Layout(fonts()), through)
        sheet = printed.pages[0].pieces[0].sheet
        return {block.id for *_, block in placed_items(sheet)}

    assert shown()
    assert shown(is_anonymous=True) == shown()
