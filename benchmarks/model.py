"""The map itself: loading and encoding against json, one keystroke against a cold layout."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count

from benchmarks.maps import make_map
from benchmarks.measuring import Ratio, medians_ms
from model.cards import Card
from model.comparing import compare
from model.edits import set_item, set_items
from model.file import decode, encode
from model.journey import JourneyMap
from model.lanes import with_cells
from model.layout.engine import Layout
from model.merging import merge
from model.printing.printing import print_map
from model.printing.settings import PrintSettings
from model.text.fonts import FontBook
from model.values import with_changes


def report(cards: int) -> list[str]:
    """Return the table's lines for a map of ``cards`` cards."""
    journey = make_map(cards)
    data = encode(journey)
    plain = json.loads(data)
    times = 9 if cards <= 5000 else 5
    loads = medians_ms(lambda: decode(data, "map"), lambda: json.loads(data), times=times)
    # The text is made into bytes too: that is what goes into a file.
    dumps = medians_ms(
        lambda: encode(journey),
        lambda: json.dumps(plain, ensure_ascii=False).encode(),
        times=times,
    )
    return [
        f"map of {cards} cards: {len(data):,} bytes",
        str(Ratio("load with all checks", *loads, "json.loads", 3)),
        str(Ratio("encode", *dumps, "json.dumps", 1.5)),
        *_pairs_of_maps(journey),
        *_layouts(journey),
        _slides(journey),
    ]


def _pairs_of_maps(base: JourneyMap) -> list[str]:
    """Compare and merge maps read from files, each with a tenth of the cards changed."""
    ids = [card.id for card in _cards(base)]
    ours = set_items(base, ids[::10], severity=4)
    theirs = set_items(base, ids[5::10], department="Service")
    files = [encode(journey) for journey in (base, ours, theirs)]
    first, second, third = (decode(data, "map") for data in files)
    apart = _with_other_ids(second)
    load_two, load_three, compared, found, merged = medians_ms(
        lambda: [decode(data, "map") for data in files[:2]],
        lambda: [decode(data, "map") for data in files],
        lambda: compare(first, second),
        lambda: compare(first, apart),
        lambda: merge(first, second, third),
        times=5,
    )
    return [
        str(Ratio("compare two maps", compared, load_two, "loading both", 1.5)),
        str(Ratio("compare maps made apart, by words", found, load_two, "loading both", 5)),
        str(Ratio("merge three ways", merged, load_three, "loading the three", 2)),
    ]


def _cards(journey: JourneyMap) -> list[Card]:
    lanes = [lane for lane in journey.lanes if lane.kind == "cards"]
    return [card for lane in lanes for cell in lane.cells.values() for card in cell]


def _with_other_ids(journey: JourneyMap) -> JourneyMap:
    """Return the same map as if somebody had made it apart: every item has another id."""
    lanes = []
    for lane in journey.lanes:
        cells = {
            step_id: tuple(item.model_copy(update={"id": f"x{item.id}"}) for item in items)
            for step_id, items in lane.cells.items()
        }
        lanes.append(with_cells(lane, cells))
    return with_changes(journey, id="apart", lanes=tuple(lanes))


def _slides(journey: JourneyMap) -> str:
    """Compare the map shared out to slides, a search for pages and sizes, with one layout of it."""
    fonts = FontBook.bundled()
    layout = Layout(fonts)
    layout.sheet(journey, for_print=True)
    ours, floor = medians_ms(
        lambda: print_map(journey, PrintSettings(output="slides"), Layout(fonts)),
        lambda: Layout(fonts).sheet(journey, for_print=True),
        times=3,
    )
    return str(Ratio("slides, all pages", ours, floor, "cold layout, warm fonts", 10))


def _layouts(journey: JourneyMap) -> list[str]:
    fonts = FontBook()
    (first,) = medians_ms(lambda: Layout(fonts).sheet(journey), times=1)
    layout = Layout(fonts)
    layout.sheet(journey)
    type_some = _typist(journey, layout)
    type_some()
    letters = 10
    typed, cold = medians_ms(type_some, lambda: Layout(fonts).sheet(journey), times=5)
    name = "edit and relayout after one keystroke"
    return [
        f"first layout of the process, no word shaped yet: {first:.0f} ms",
        str(Ratio(name, typed / letters, cold, "cold layout, warm fonts", 1 / 50)),
    ]


def _typist(journey: JourneyMap, layout: Layout) -> Callable[[], None]:
    """Return what types ten letters into a card, laying the map out after each."""
    card = _some_card(journey)
    numbers = count()
    states = [journey]

    def type_ten() -> None:
        for _ in range(10):
            states[0] = set_item(states[0], card, text=f"Kunden venter i kø {next(numbers)}")
            layout.sheet(states[0])

    return type_ten


def _some_card(journey: JourneyMap) -> str:
    """Return a card in the middle of the map, in a cell with others."""
    lane = journey.lanes[len(journey.lanes) // 2]
    cells = [items for items in lane.cells.values() if len(items) > 1] or list(lane.cells.values())
    return cells[len(cells) // 2][0].id
