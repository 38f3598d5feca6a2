"""PDFs of strangers by the thousand: each opens as the map that is in it, or is refused in words.

Nothing else may come out: no other exception, no other map, no long wait, no gigabyte of memory.
"""

from __future__ import annotations

import random
import resource
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf

from app.export.jobs import export_journey
from app.export.opening_pdf import inner_name, journey_in_pdf
from model.file import decode
from model.journey import JourneyMap
from model.printing.settings import PrintSettings
from model.problems import FileProblem
from model.templates import sample, template
from model.texts import Texts

_MOST_SECONDS, _MOST_MEGABYTES = 5.0, 400
_FLIPS, _SPLICES, _NOISE = 20_000, 5_000, 2_000
_ENGLISH = Texts("en")


def run() -> list[str]:
    """Open all of them; returns a line for each kind."""
    journey = template("aida", "da")
    compact = export_journey(journey, PrintSettings(profile="archive"))
    plain = _saved(compact, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    chance = random.Random(20261128)
    lines = []
    for name, makes in (
        ("cut off", lambda data: (data[:end] for end in range(0, len(data) - 7, 3))),
        ("bits flipped", lambda data: _flipped(data, chance)),
        ("pieces moved about", lambda data: _spliced(data, chance)),
    ):
        for kind, data in (("object streams", compact), ("table", plain)):
            lines.append(_told(f"{name}, {kind}", makes(data), journey))
    lines.append(_told("noise", _noise(chance), journey))
    lines.extend(_told(name, [make(compact)], journey) for name, make in _BOMBS.items())
    large = sample("holiday", "da")
    whole = export_journey(large, PrintSettings(profile="archive"))
    assert decode(journey_in_pdf(whole, "x"), "x") == large
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    assert peak < _MOST_MEGABYTES, f"{peak} MB of memory"
    return [*lines, f"peak of memory {peak} MB"]


def _told(name: str, files: Iterator[bytes] | list[bytes], journey: JourneyMap) -> str:
    codes: Counter[str] = Counter()
    slowest = 0.0
    for data in files:
        begun = time.process_time()
        codes[_opened(data, journey)] += 1
        slowest = max(slowest, time.process_time() - begun)
    assert slowest < _MOST_SECONDS, f"{name}: {slowest:.1f} s"
    found = ", ".join(f"{code} {count:,}" for code, count in codes.most_common())
    return f"{name}: {found}; slowest {slowest * 1000:.0f} ms"


def _opened(data: bytes, journey: JourneyMap) -> str:
    refused: FileProblem | None = None
    try:
        held = decode(journey_in_pdf(data, "x.pdf"), inner_name("x.pdf"))
    except FileProblem as problem:
        refused = problem
    if refused is not None:
        assert "x.pdf" in _ENGLISH.of(refused)
        return refused.code
    assert held == journey, "another map came out"
    return "opened"


def _saved(data: bytes, **how: object) -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(made, **how)
    return made.getvalue()


def _flipped(data: bytes, chance: random.Random) -> Iterator[bytes]:
    for _ in range(_FLIPS):
        changed = bytearray(data)
        for _ in range(chance.choice((1, 1, 1, 2, 8))):
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        yield bytes(changed)


def _spliced(data: bytes, chance: random.Random) -> Iterator[bytes]:
    for _ in range(_SPLICES):
        start, size = chance.randrange(len(data)), chance.randrange(1, 400)
        to = chance.randrange(len(data))
        piece = data[start : start + size] * chance.choice((0, 1, 1, 3))
        yield data[:to] + piece + data[to + chance.choice((0, size)) :]


def _noise(chance: random.Random) -> Iterator[bytes]:
    words = (b"<<", b">>", b"[", b"]", b"(", b")", b"/AF", b"/Root", b"1 0 R", b" ", b"obj", b"9")
    for _ in range(_NOISE):
        body = b"".join(chance.choices(words, k=chance.randrange(3000)))
        head = b"%PDF-1.7\n1 0 obj " + body + b" endobj\n"
        table = b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer<</Root 1 0 R>>"
        yield head + table + b" startxref %d %%%%EOF" % len(head)


def _with_content(content: bytes, **how: object) -> Callable[[bytes], bytes]:
    def make(data: bytes) -> bytes:
        made = BytesIO()
        with pikepdf.open(BytesIO(data)) as pdf:
            pdf.Root.AF[0].EF.UF.write(content, **how)
            pdf.save(made)
        return made.getvalue()

    return make


def _zeros(size: int) -> bytes:
    packer = zlib.compressobj(9)
    block = bytes(1 << 20)
    parts = [packer.compress(block) for _ in range(size >> 20)]
    return b"".join([*parts, packer.flush()])


def _listing_bomb(_: bytes) -> bytes:
    """300 MB where the objects are listed."""
    packed = _zeros(300 << 20)
    head = b"%%PDF-1.5\n1 0 obj<</Type/XRef/W[1 2 1]/Size 9/Length %d/Filter/FlateDecode>>stream\n"
    return head % len(packed) + packed + b"\nendstream endobj startxref 9 %%EOF"


def _chain_of_versions(_: bytes) -> bytes:
    """As many versions of the file as go into it, each with a long trailer."""
    data, before = b"%PDF-1.5\n", 0
    for _version in range(2000):
        at = len(data)
        data += b"xref\n0 0\ntrailer<</Prev %d/X[%b]>>\n" % (before, b"1 " * 2000)
        before = at
    return data + b"startxref %d %%%%EOF" % before


_BOMBS: dict[str, Callable[[bytes], bytes]] = {
    "300 MB in 292 kB as the map": lambda data: _with_content(
        _zeros(300 << 20), filter=pikepdf.Name.FlateDecode
    )(data),
    "300 MB in 292 kB as the list of objects": _listing_bomb,
    "JSON a million deep": _with_content(b"[" * 1_000_000),
    "2,000 versions": _chain_of_versions,
}
