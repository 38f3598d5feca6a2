"""The map itself: loading and encoding against json, one keystroke against a cold layout."""

from __future__ import annotations

import json
from itertools import count

from benchmarks.maps import make_map
from benchmarks.measuring import Ratio, best_ms
from model.edits import set_item
from model.file import decode, encode
from model.journey import JourneyMap
from model.layout.engine import Layout
from model.text.fonts import FontBook


def report(cards: int) -> list[str]:
    """Return the table's lines for a map of ``cards`` cards."""
    journey = make_map(cards)
    data = encode(journey)
    plain = json.loads(data)
    return [
        f"map of {cards} cards: {len(data):,} bytes",
        str(
            Ratio(
                "load with all checks",
                best_ms(lambda: decode(data, "map")),
                best_ms(lambda: json.loads(data)),
                "json.loads",
                3,
            )
        ),
        str(
            Ratio(
                "encode",
                best_ms(lambda: encode(journey)),
                best_ms(lambda: json.dumps(plain, ensure_ascii=False)),
                "json.dumps",
                1.5,
            )
        ),
        str(_keystroke(journey)),
    ]


def _keystroke(journey: JourneyMap) -> Ratio:
    fonts = FontBook.bundled()
    Layout(fonts).sheet(journey)
    cold = best_ms(lambda: Layout(fonts).sheet(journey), times=3)
    layout = Layout(fonts)
    layout.sheet(journey)
    card = _some_card(journey)
    numbers = count()
    states = [journey]

    def type_a_letter() -> None:
        states[0] = set_item(states[0], card, text=f"Kunden venter i kø {next(numbers)}")
        layout.sheet(states[0])

    type_a_letter()
    return Ratio(
        "edit and relayout after one keystroke",
        best_ms(type_a_letter, times=20),
        cold,
        "cold layout, warm fonts",
        1 / 50,
    )


def _some_card(journey: JourneyMap) -> str:
    """Return a card in the middle of the map, in a cell with others."""
    lane = journey.lanes[len(journey.lanes) // 2]
    cells = [items for items in lane.cells.values() if len(items) > 1] or list(lane.cells.values())
    return cells[len(cells) // 2][0].id
