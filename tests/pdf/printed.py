"""Maps to print in the tests, the way from a map to its PDF, and the words on a sheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.export.pdf import Metadata, export_pdf
from model.cards import Card
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane
from model.layout.drawing_order import drawing_order
from model.layout.engine import Layout
from model.layout.marks import Glyphs
from model.layout.sheet import Sheet
from model.layout.theme import Theme
from model.paper import PagePlan, fit, parse_paper
from model.printing.pages import Printout
from model.printing.settings import PrintSettings
from model.printing.wall import wall_page
from model.text.fonts import FontBook

SCRIPTS = {
    "danish": "Kunden åbner æsken: »Blåbærgrød på øen« – office fjord AV To",
    "english": "She can't find the “receipt” – affordable, efficient, waffle 24/7",
    "greek": "Ευχαριστώ πολύ για την αγορά των παπουτσιών",
    "cyrillic": "Спасибо за покупку, ждём вас снова ещё",
    "arabic": "شكرا على الشراء يا صديقي العزيز لا إله",
    "hebrew": "תודה רבה על הקנייה שלך היום",
    "devanagari": "ग्राहक की प्रतिक्रिया किताब हिन्दी शक्ति",
    "emoji": "Glad 😀 kunde 👍 fejrer 🎉 turen 🚀 med ❤",
    "symbols": "Køb → brug ★ tjek ✓ ring ☎ under ≤ evigt ∞ pris € halv ½",
    "mixed": "Ordre 123 שלום og 456 مرحبا tak",
}


def map_of(texts: Iterable[str], **fields: object) -> JourneyMap:
    """Return a map with one lane, a step for every two texts, each text on a card."""
    cards = [Card(id=f"c{at}", text=text) for at, text in enumerate(texts)]
    steps = tuple(Step(id=f"s{at}", name=f"Trin {at}") for at in range((len(cards) + 1) // 2))
    cells = {step.id: tuple(cards[2 * at : 2 * at + 2]) for at, step in enumerate(steps)}
    return JourneyMap(
        id="printed",
        about=MapCard(title="Skrifter", language="da"),
        phases=(Phase(id="p", name="Køb", steps=steps or (Step(id="s"),)),),
        lanes=(CardsLane(id="l", name="Touchpoints", cells=cells),),
        **fields,
    )


def sheet_of(journey: JourneyMap) -> Sheet:
    """Return the sheet of ``journey`` as it is printed."""
    return Layout(FontBook.bundled()).sheet(journey, for_print=True)


def pdf_of(sheet: Sheet, **metadata: object) -> bytes:
    """Return ``sheet`` as a PDF of its own size."""
    plan = fit(sheet.width, sheet.height, parse_paper("map"), 1.0)
    return export_pdf(printout_of(sheet, plan), Metadata(**metadata))


def printout_of(sheet: Sheet, plan: PagePlan) -> Printout:
    """Return the print of ``sheet`` on one page as ``plan`` places it."""
    page = wall_page(sheet, plan)
    return Printout((page,), PrintSettings(), Theme.named("print"), plan.scale, sheet.fonts)


def with_a_card_moved(sheet: Sheet, right: float) -> Sheet:
    """Return ``sheet`` with the first card of its first filled cell moved by ``right`` mm."""
    rows = [list(row) for row in sheet.cells]
    for row in rows:
        for at, cell in enumerate(row):
            if cell.contents:
                first, *rest = cell.contents
                row[at] = replace(cell, contents=(replace(first, x=first.x + right), *rest))
                return replace(sheet, cells=tuple(map(tuple, rows)))
    raise AssertionError("the sheet has no card")


def lines_on(sheet: Sheet) -> list[str]:
    """Return the text of every line on ``sheet`` in drawing order."""
    return [
        mark.line.text
        for layer in drawing_order(sheet)
        for mark in layer.marks
        if isinstance(mark, Glyphs)
    ]
