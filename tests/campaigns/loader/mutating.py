"""Maps changed at random: the structure first, so that most pass the parser, then the bytes."""

# ruff: noqa: E501 - a case a line

from __future__ import annotations

import json
import random
from copy import deepcopy
from typing import Any

from pydantic_core import from_json

from tests.campaigns.loader.small_maps import small_maps

_ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2, 5, 99, 1e5, -2.5, 1e308, 10**30, -(10**18), float("nan"),
    float("inf"), "", "x", "c1", "a", "emma", "l", "p", "../../etc/passwd", "\0", "\u202e", "\ud800",
    "\uffff", "a\nb", "2026-02-30", "2026-03-31", "cards", "feelings", "persona", "icp", "yellow",
    "0" * 64, "=1+1", "<b>", "{0}", [], {}, [[]], [None], [1, 2], ["x"], ["emma", "emma"],
    {"id": "x"}, {"id": "c1", "text": "y"}, {"a": ["x"]}, {"kind": "cards"}, [{}], [[[[[[1]]]]]],
)  # fmt: skip
_KEYS = (
    "id", "kind", "text", "cells", "steps", "phases", "lanes", "personas", "evidence", "image",
    "span", "next", "values", "links", "source", "target", "images", "versions", "about", "title",
    "severity", "votes", "action", "metric", "x", "", "__class__", "self", "integrity", "min_reader",
    "schema_version", "format", "x_rescued", "model_config", "review", "width", "rounds", "views",
)  # fmt: skip
_TOKENS = (
    b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\\u0000", b"\\ud800", b"NaN", b"1e999", b"null",
    b"\0", b"\xff", b"\n", b'"id":', b'"integrity"', b"//", b"\xef\xbb\xbf", b"9" * 30, b"-", b".",
)  # fmt: skip


def mutated(chance: random.Random) -> bytes:
    """Return the bytes of a map that ``chance`` has changed in one to five places."""
    base = chance.choice(small_maps())
    data = base if chance.random() < 0.1 else _written(_changed(from_json(base), chance), chance)
    if chance.random() < 0.25:
        return _spoilt(data, chance)
    return data


def _changed(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    if chance.random() < 0.7:
        document.pop("integrity", None)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5))):
        _change(_somewhere(document, chance), document, chance)
    return document


def _somewhere(document: dict[str, Any], chance: random.Random) -> Any:
    """Return a list or an object of ``document``, deep ones as often as shallow ones."""
    held: Any = document
    while True:
        inner = [
            part
            for part in (held.values() if isinstance(held, dict) else held)
            if isinstance(part, dict | list) and part
        ]
        if not inner or chance.random() < 0.18:
            return held
        held = chance.choice(inner)


def _change(holder: Any, document: dict[str, Any], chance: random.Random) -> None:
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    way = chance.random()
    if not keys or way < 0.15:
        key = chance.choice(_KEYS)
        if isinstance(holder, dict):
            holder[key] = _odd(document, chance)
        else:
            holder.insert(chance.randrange(len(holder) + 1), _odd(document, chance))
    elif way < 0.6:
        holder[chance.choice(keys)] = _odd(document, chance)
    elif way < 0.75:
        del holder[chance.choice(keys)]
    elif isinstance(holder, list):
        part = holder[chance.choice(keys)]
        if way < 0.9:
            holder.extend(deepcopy(part) for _ in range(chance.choice((1, 1, 1, 2, 7))))
        chance.shuffle(holder)
    else:
        first, second = chance.choice(keys), chance.choice(keys)
        holder[first], holder[second] = holder[second], holder[first]


def _odd(document: dict[str, Any], chance: random.Random) -> Any:
    if chance.random() < 0.2:  # another part of the same map, in a place that is not its own
        return deepcopy(_somewhere(document, chance))
    odd = chance.choice(_ODD)
    return deepcopy(odd) if isinstance(odd, list | dict) else odd


def _written(document: dict[str, Any], chance: random.Random) -> bytes:
    is_ascii = chance.random() < 0.3
    text = json.dumps(document, ensure_ascii=is_ascii, indent=chance.choice((None, None, 1)))
    return text.encode("utf-8", "surrogatepass")


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        at = chance.randrange(len(spoilt) + 1)
        size = chance.choice((0, 0, 1, 1, 2, 30))
        way = chance.random()
        if way < 0.3 and at < len(spoilt):
            spoilt[at] ^= 1 << chance.randrange(8)
        elif way < 0.7:
            spoilt[at : at + size] = chance.choice(_TOKENS)
        elif way < 0.85:
            start = chance.randrange(len(spoilt) + 1)
            spoilt[at : at + size] = spoilt[start : start + chance.choice((1, 10, 60))]
        else:
            del spoilt[at:]
    return bytes(spoilt)
