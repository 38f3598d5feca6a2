"""What must hold for any bytes whatever: a sound map, or a refusal in words, in two seconds."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable

from model.file import decode, encode, open_bytes
from model.file.salvage import salvage
from model.problems import FileProblem
from model.texts import Texts
from tests.campaigns.loader.mutating import mutated
from tests.campaigns.loader.small_maps import small_maps

MOST_SECONDS = 2.0
NAME = "fremmed.journey"
_WORDS = (Texts("da"), Texts("en"))


def answer(data: bytes) -> str:
    """Return what the loader answers to ``data``: the code of its refusal, or "opens".

    Raises:
        AssertionError: If a map came out that, written, is read as another one.
        Exception: Whatever else than a `FileProblem` came out of the loader.
    """
    try:
        journey = decode(data, NAME)
    except FileProblem as problem:
        return problem.code
    assert decode(encode(journey), NAME) == journey, "read again, it is another map"
    return "opens"


def rescue(data: bytes) -> str:
    """Return "rescued" or "nothing"; what is rescued must be a map like any other.

    Raises:
        AssertionError: If it is not.
        Exception: Whatever came out of the salvage.
    """
    found = salvage(data, NAME)
    if found is None:
        return "nothing"
    assert decode(encode(found.journey), NAME) == found.journey, "read again, it is another map"
    for texts in _WORDS:
        assert all(texts.of(repair) for repair in found.repairs[:3])
    return "rescued"


def try_all(cases: Iterable[bytes], *, rescued_every: int = 1) -> Counter[str]:
    """Give each of ``cases`` to the loader, and what it refuses to the salvage; count the answers.

    Raises:
        AssertionError: With the bytes, at the first fault.
    """
    found: Counter[str] = Counter()
    for number, data in enumerate(cases):
        begun = time.process_time()
        try:
            said = answer(data)
            found[said] += 1
            if said != "opens" and number % rescued_every == 0:
                found[rescue(data)] += 1
        except Exception as fault:
            raise AssertionError(f"{type(fault).__name__}: {fault}\n{data!r}") from fault
        assert time.process_time() - begun < MOST_SECONDS, f"too slow: {data[:300]!r}"
    return found


def cut_off() -> Iterable[bytes]:
    """Yield each beginning of each of the small maps."""
    for data in small_maps():
        for end in range(len(data.rstrip())):
            yield data[:end]


def flipped() -> Iterable[tuple[bytes, bytes]]:
    """Yield each small map and it with one bit changed, for every bit."""
    for data in small_maps():
        for at in range(len(data)):
            for bit in range(8):
                yield data, data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :]


def check_flip(whole: bytes, changed: bytes) -> str:
    """Return what is noticed of a bit that has changed.

    Raises:
        AssertionError: If the map passes as what its writer sealed, and is another.
    """
    try:
        opened = open_bytes(changed, NAME)
    except FileProblem as problem:
        return problem.code
    if opened.checksum == "right":
        assert opened.journey == decode(whole, NAME), f"not noticed: {changed!r}"
    return f"checksum {opened.checksum}"


def fuzz(seed: int, count: int, *, rescued_every: int = 4) -> Counter[str]:
    """Try ``count`` maps changed at random; the same ``seed`` changes them in the same way."""
    chance = random.Random(seed)
    return try_all((mutated(chance) for _ in range(count)), rescued_every=rescued_every)
