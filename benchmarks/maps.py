"""Maps of any size with a fixed seed and a Danish and English vocabulary, for measuring."""

from __future__ import annotations

import random

from model.cards import Card, Feeling
from model.journey import JourneyMap, MapCard, Phase, Step
from model.lanes import CardsLane, FeelingsLane, Lane

DANISH = (
    "kunden venter ringer skriver søger finder vælger betaler modtager åbner læser spørger svarer "
    "klager anbefaler deler sammenligner opgiver forstår savner ønsker håber frygter husker"
    "pris levering butik webshop app mail telefon kvittering regning retur gave tilbud mærke kø "
    "bestilling kurv konto kode hjælp svar chat billede anmeldelse størrelse farve lager fragt "
    "for lang kort hurtig langsom tydelig uklar venlig ærlig dyr billig nem svær ny gammel tryg "
    "og men fordi når hvis ikke kun igen aldrig altid først senere hjemme ude i på med uden til fra"
).split()
ENGLISH = (
    "customer waits calls writes searches finds chooses pays receives opens reads asks answers "
    "complains recommends shares compares gives up understands misses wants hopes fears remembers "
    "price delivery shop website app email phone receipt invoice return gift offer brand queue "
    "order basket account code help reply chat picture review size colour stock shipping door "
    "too long short fast slow clear unclear friendly honest costly cheap easy hard new old safe "
    "and but because when if not only again never always first later home outside in on with to"
).split()
# Danish makes its long words by joining: these give the thousands of distinct words of real maps.
FIRST = (
    "kunde service levering betaling butik bruger købs retur medlems nyheds ventetids oplevelse "
    "loyalitets produkt vejlednings forventnings salgs kontakt opstarts fornyelses"
).split()
LAST = (
    "medarbejder aftale besked side oversigt løsning kvittering formular rådgivning afdeling "
    "kanal rejse punkt barriere mulighed ansvarlig vurdering garanti opfølgning proces "
    "undersøgelse vindue skema portal ordning"
).split()
SIZES = {40: (5, 4), 300: (10, 8), 5_000: (40, 20), 20_000: (80, 40)}


def make_map(cards: int, seed: int = 7) -> JourneyMap:
    """Return a map with ``cards`` cards; the same for the same arguments."""
    chance = random.Random(seed)
    columns, rows = SIZES.get(cards, (max(1, round(cards**0.5 / 2)), max(1, round(cards**0.5 / 3))))
    phases = tuple(
        Phase(id=f"p{number}", name=_words(chance, 1, 2).capitalize(), steps=steps)
        for number, steps in enumerate(_steps(chance, columns))
    )
    step_ids = [step.id for phase in phases for step in phase.steps]
    return JourneyMap(
        id="benchmark",
        about=MapCard(title=f"{cards} sedler", language="da", version_label="1"),
        phases=phases,
        lanes=_lanes(chance, cards, rows, step_ids),
    )


def _steps(chance: random.Random, columns: int) -> list[tuple[Step, ...]]:
    made: list[tuple[Step, ...]] = []
    number = 0
    while number < columns:
        count = min(chance.choice((1, 2, 3)), columns - number)
        made.append(
            tuple(
                Step(id=f"s{number + offset}", name=_words(chance, 2, 4)) for offset in range(count)
            )
        )
        number += count
    return made


def _lanes(chance: random.Random, cards: int, rows: int, step_ids: list[str]) -> tuple[Lane, ...]:
    cells: list[dict[str, list[Card]]] = [{} for _ in range(rows)]
    for number in range(cards):
        row = chance.randrange(rows)
        cells[row].setdefault(chance.choice(step_ids), []).append(_card(chance, number))
    lanes: list[Lane] = [
        CardsLane(
            id=f"l{row}",
            name=_words(chance, 1, 2).capitalize(),
            cells={step: tuple(items) for step, items in held.items()},
        )
        for row, held in enumerate(cells)
    ]
    feelings = {
        step: (Feeling(id=f"f{step}", values=(chance.randrange(-4, 5) / 2,)),) for step in step_ids
    }
    return (*lanes, FeelingsLane(id="feelings", name="Følelser", cells=feelings))


def _card(chance: random.Random, number: int) -> Card:
    fields: dict[str, object] = {}
    if chance.random() < 0.3:
        fields["tags"] = (chance.choice(LAST),)
    if chance.random() < 0.2:
        fields["type"] = chance.choice(("pain_point", "opportunity", "touchpoint", "quote"))
    if chance.random() < 0.15:
        fields["severity"] = chance.randint(1, 5)
    return Card(id=f"c{number:05d}", text=_words(chance, 5, 13).capitalize(), **fields)


def _words(chance: random.Random, least: int, most: int) -> str:
    language = DANISH if chance.random() < 0.6 else ENGLISH
    return " ".join(
        chance.choice(FIRST) + chance.choice(("", *FIRST)) + chance.choice(LAST)
        if language is DANISH and chance.random() < 0.12
        else chance.choice(language)
        for _ in range(chance.randint(least, most))
    )
