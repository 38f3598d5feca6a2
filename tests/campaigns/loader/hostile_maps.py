"""Hostile files by name: what each is made of, and what the loader must answer.

The answer is the code of a refusal, or "opens": then the map is sound, and written and read it is
the same again. Nothing here is a file: each is made when it is asked for.
"""

# ruff: noqa: E501 - a case a line

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Callable
from typing import Any

from tests.campaigns.loader.small_maps import (
    Document,
    full_map,
    image_of,
    pictured_map,
    plain_map,
    png,
    small_maps,
    written,
)

OPENS = "opens"
Case = tuple[str, Callable[[], bytes]]
_RLO, _ZERO_WIDTH = "\u202e", "\u200b\u2060\ufeff"


def _root(**fields: Any) -> bytes:
    return written({**plain_map(), **fields})


def _card(**fields: Any) -> bytes:
    made = plain_map()
    made["lanes"][0]["cells"]["s"][0] |= fields
    return written(made)


def _raw_card(field: str) -> bytes:
    return written(plain_map()).replace('"text": "æ"'.encode(), field.encode())


def _step(**fields: Any) -> bytes:
    made = plain_map()
    made["phases"][0]["steps"][0] |= fields
    return written(made)


def _lane(**fields: Any) -> bytes:
    made = plain_map()
    made["lanes"][0] |= fields
    return written(made)


def _full(change: Callable[[Document], object]) -> bytes:
    made = full_map()
    change(made)
    return written(made)


def _twice(register: str) -> bytes:
    return _full(lambda made: made[register].append(dict(made[register][0])))


def _image(content: bytes, width: int = 1, height: int = 1, mime: str = "image/png") -> bytes:
    return _root(images=[image_of(content, width, height, mime)])


def _image_with(**fields: Any) -> bytes:
    return _root(images=[{**image_of(png(1, 1)), **fields}])


def _version(content: bytes | str) -> bytes:
    data = content if isinstance(content, str) else base64.b64encode(content).decode()
    return _root(versions=[{"id": "v", "name": "Før", "content": data}])


def _jpeg(width: int, height: int) -> bytes:
    sides = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    head = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"
    return head + b"\xff\xc0\0\x0b\x08" + sides + b"\1\1\x11\0\xff\xda\0\x08\1\1\0\0?\0\0\xff\xd9"


def _ring() -> bytes:
    def turn(made: Document) -> None:
        made["phases"][1]["steps"][0]["next"] = ["a"]

    return _full(turn)


_SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"
_HTML = "<img src='file:///etc/passwd'><b onload='x()'>fed</b>"

CASES: dict[str, Case] = {
    # ------------------------------------------------------------ no map at all
    "empty": ("file.empty", lambda: b""),
    "a line break": ("file.empty", lambda: b"\n"),
    "a megabyte of zeros": ("file.zeros", lambda: bytes(1 << 20)),
    "zeros behind a whole map": ("file.more_after_end", lambda: small_maps()[0] + bytes(4096)),
    "half a map, then zeros": ("file.zeros", lambda: small_maps()[1][:600] + bytes(4096)),
    "UTF-16": ("file.other_encoding", lambda: small_maps()[0].decode().encode("utf-16")),
    "UTF-16, no mark": ("file.other_encoding", lambda: small_maps()[0].decode().encode("utf-16-le")),
    "UTF-16 of a Mac": ("file.other_encoding", lambda: small_maps()[0].decode().encode("utf-16-be")),
    "UTF-32": ("file.other_encoding", lambda: small_maps()[0].decode().encode("utf-32")),
    "Latin-1": ("file.not_utf8", lambda: small_maps()[0].decode().encode("latin-1")),
    "two byte order marks": ("file.other_text", lambda: b"\xef\xbb\xbf" * 2 + small_maps()[0]),
    "a PDF": ("file.other_type", lambda: b"%PDF-1.7\n" + small_maps()[0]),
    "a ZIP": ("file.other_type", lambda: b"PK\3\4" + bytes(40)),
    "an old Word file": ("file.other_type", lambda: b"\xd0\xcf\x11\xe0" + bytes(99)),
    "a packed map": ("file.other_type", lambda: gzip.compress(small_maps()[0])),
    "an SVG": ("file.other_type", lambda: _SVG),
    "a page of HTML": ("file.other_type", lambda: b"<!DOCTYPE html><script>x()</script>"),
    "entities a billion times": ("file.other_type", lambda: b"<?xml version='1.0'?><!DOCTYPE x>"),
    "a pickle": ("file.other_text", lambda: b"cos\nsystem\n(S'id'\ntR."),
    "a Python dictionary": ("file.not_json", lambda: str(plain_map()).encode()),
    "JavaScript": ("file.other_text", lambda: b"alert(" + small_maps()[0] + b")"),
    "two maps": ("file.more_after_end", lambda: small_maps()[0] * 2),
    "a map a line": ("file.more_after_end", lambda: written(plain_map()) + b"\n{}"),
    "a comment": ("file.other_text", lambda: b"// kort\n" + small_maps()[0]),
    "a list of maps": ("file.other_json", lambda: b"[" + written(plain_map()) + b"]"),
    "a text": ("file.other_json", lambda: b'"journeywall-map"'),
    "null": ("file.other_json", lambda: b"null"),
    "another program's JSON": ("file.other_json", lambda: b'{"nodes":[],"edges":[]}'),
    # ------------------------------------------------------------ how large, how deep
    "a million brackets": ("file.too_deep", lambda: b"[" * 1_000_000),
    "a million objects in each other": ("file.too_deep", lambda: b'{"a":' * 1_000_000),
    "a field 150 deep": ("file.too_deep", lambda: _raw_card('"x":' + "[" * 150 + "]" * 150)),
    "a field 101 deep": ("file.too_deep", lambda: _raw_card('"x":' + "[" * 101 + "]" * 101)),
    "a field 60 deep": (OPENS, lambda: _raw_card('"x":' + "[" * 60 + "]" * 60)),
    "a million numbers": (OPENS, lambda: _raw_card('"x":[' + "7," * 999_999 + "7]")),
    "a hundred thousand keys": (
        OPENS, lambda: _raw_card('"x":{' + ",".join(f'"{n}":0' for n in range(100_000)) + "}")),
    "a hundred thousand tags": (OPENS, lambda: _card(tags=["x"] * 100_000)),
    "a hundred thousand numbers as tags": ("file.not_a_text", lambda: _card(tags=[5] * 100_000)),
    "ten thousand cards": (OPENS, lambda: _lane(cells={"s": [{"id": f"c{n}"} for n in range(10_000)]})),
    "ten thousand cards of one id": ("file.duplicate_id", lambda: _lane(cells={"s": [{"id": "c"}] * 10_000})),
    "five thousand steps": (OPENS, lambda: _root(phases=[
        {"id": "p", "steps": [{"id": f"s{n}"} for n in range(4999)] + [{"id": "s"}]}])),
    "three thousand bad keys": ("file.many_faults", lambda: _lane(cells={f"bad {n}": [] for n in range(3000)})),
    "a text of 20,001": ("file.too_long", lambda: _card(text="x" * 20_001)),
    "a text of 20,000": (OPENS, lambda: _card(text="x" * 20_000)),
    "a text of ten megabytes": ("file.too_long", lambda: _card(text="x" * 10_000_000)),
    "an unknown text of ten megabytes": (OPENS, lambda: _card(x="x" * 10_000_000)),
    "ten million spaces": (OPENS, lambda: written(plain_map()) + b" " * 10_000_000),
    "ten million line breaks": (OPENS, lambda: b"\n" * 10_000_000 + written(plain_map())),
    "a fault after a million lines": ("file.not_json", lambda: b"{" + b"\n" * 1_000_000 + b"x"),
    "a title of 501": ("file.too_long", lambda: _root(about={"title": "x" * 501})),
    "a key of a megabyte": (OPENS, lambda: _card(**{"x" * 1_000_000: 1})),
    "cut after the first brace": ("file.truncated", lambda: b"{"),
    "cut in the checksum": ("file.truncated", lambda: small_maps()[0][:-20]),
    "cut in a character": ("file.not_utf8", lambda: small_maps()[0].split(b"\xa6")[0]),
    # ------------------------------------------------------------ versions and checksum
    "no format": ("file.other_json", lambda: _root(format=None)),
    "format in a list": ("file.other_json", lambda: _root(format=["journeywall-map"])),
    "version of text": ("file.no_version", lambda: _root(schema_version="4")),
    "version 4.0": ("file.no_version", lambda: _root(schema_version=4.0)),
    "version true": ("file.no_version", lambda: _root(schema_version=True)),
    "version 0": ("file.no_version", lambda: _root(schema_version=0)),
    "version -1": ("file.no_version", lambda: _root(schema_version=-1)),
    "version of a hundred digits": ("file.no_version", lambda: _root(schema_version=10**99)),
    "a newer version": ("file.newer", lambda: _root(schema_version=999)),
    "a newer version that we may read": (OPENS, lambda: _root(schema_version=999, min_reader=4)),
    "min_reader of null": ("file.no_version", lambda: _root(min_reader=None)),
    "version 1 with the cells of 4": (OPENS, lambda: _root(schema_version=1)),
    "version 1, cards without a lane": ("file.card_without_lane", lambda: _root(schema_version=1, cards=[{}])),
    "version 1, cards of numbers": ("file.not_an_object", lambda: _root(schema_version=1, cards=[1])),
    "version 1, lanes of text": ("file.not_a_list", lambda: _root(schema_version=1, lanes="x")),
    "version 2, deep": ("file.too_deep", lambda: _raw_card('"x":' + "[" * 120 + "]" * 120).replace(
        b'"schema_version": 4', b'"schema_version": 2')),
    "version 3 with a NaN": ("file.not_a_number", lambda: _raw_card('"x":NaN').replace(
        b'"schema_version": 4', b'"schema_version": 3')),
    "a wrong checksum": (OPENS, lambda: small_maps()[0].replace("æ".encode(), "ø".encode())),
    "a checksum of a list": (OPENS, lambda: _root(integrity=["sha256"])),
    "a checksum of a number": (OPENS, lambda: _root(integrity={"sha256": 7})),
    "a checksum in a card's text": (OPENS, lambda: _card(text='"integrity":{"sha256":"00"}')),
    "two checksums": ("file.duplicate_key", lambda: small_maps()[0].replace(
        b"{\n", b'{"integrity":{},', 1)),
    # ------------------------------------------------------------ numbers
    "NaN": ("file.not_a_number", lambda: _step(width=float("nan"))),
    "minus infinity": ("file.not_a_number", lambda: _step(width=-float("inf"))),
    "1e999 in an unknown field": ("file.not_a_number", lambda: _raw_card('"x":{"y":[1e999]}')),
    "5,000 digits": ("file.number_too_long", lambda: _raw_card('"severity":' + "9" * 5000)),
    "a width of zero": ("file.too_small", lambda: _step(width=0)),
    "a width of a kilometre": ("file.too_big", lambda: _step(width=1e6)),
    "a smallest width": (OPENS, lambda: _step(width=5e-324)),
    "a severity of true": (OPENS, lambda: _card(severity=True)),
    "a severity of text": (OPENS, lambda: _card(severity="3")),
    "a severity of 1e400": ("file.not_a_number", lambda: _raw_card('"severity":1e400')),
    "a severity of 99": ("file.too_big", lambda: _card(severity=99)),
    "a feeling of 3": ("file.too_big", lambda: _full(
        lambda made: made["lanes"][1]["cells"]["a"][0].update({"values": [3]}))),
    "a feeling of nothing": ("file.too_few", lambda: _full(
        lambda made: made["lanes"][1]["cells"]["a"][0].update({"values": []}))),
    "201 feelings in one": ("file.too_many", lambda: _full(
        lambda made: made["lanes"][1]["cells"]["a"][0].update({"values": [0] * 201}))),
    "minus two votes": ("file.too_small", lambda: _card(votes=[{"count": -2}])),
    "a span of a thousand": ("file.span_past_end", lambda: _card(span=1000)),
    "a span of minus one": ("file.too_small", lambda: _card(span=-1)),
    "a drop-off of 101": ("file.too_big", lambda: _step(drop_off=101)),
    # ------------------------------------------------------------ texts
    "half a character": ("file.surrogate", lambda: _raw_card(r'"text":"\ud83d"')),
    "half a character in a key": ("file.surrogate", lambda: _raw_card(r'"\udead":1')),
    "half a character in an unknown field": ("file.surrogate", lambda: _raw_card(r'"x":"\udc00"')),
    "half a character as bytes": ("file.not_utf8", lambda: _card(text="\ud83d")),
    "a bell": ("file.control_character", lambda: _raw_card('"text":"a\x07b"')),
    "an escaped bell": ("file.control_in_text", lambda: _card(text="a\x07b")),
    "an escape sequence": ("file.control_in_text", lambda: _card(text="\x1b[31mfare\x1b]0;x\x07")),
    "an escaped zero": ("file.control_in_text", lambda: _card(text="a\0b")),
    "an unknown field with a zero": (OPENS, lambda: _card(x="a\0b")),
    "a noncharacter": ("file.control_in_text", lambda: _card(text="\uffff")),
    "a line break in a name": ("file.control_in_text", lambda: _step(name="a\nb")),
    "a line separator in a name": (OPENS, lambda: _step(name="a\u2028b")),
    "text turned round": (OPENS, lambda: _root(about={"title": f"kort{_RLO}fdp.exe"})),
    "text turned round for ever": (OPENS, lambda: _card(text=_RLO * 5000)),
    "isolates that never end": (OPENS, lambda: _card(text="\u2067" * 5000)),
    "zero-width characters": (OPENS, lambda: _root(about={"title": f"a{_ZERO_WIDTH}b"})),
    "a thousand accents": (OPENS, lambda: _card(text="a" + "\u0301" * 1000)),
    "emoji joined a thousand times": (OPENS, lambda: _card(text="\U0001f468\u200d" * 1000)),
    "private characters": (OPENS, lambda: _card(text="\ue000\U000f0000\U0010fffd")),
    "all of HTML": (OPENS, lambda: _card(text=_HTML, as_written=_HTML, author=_HTML)),
    "HTML as the title": (OPENS, lambda: _root(about={"title": _HTML, "purpose": _HTML})),
    "a formula": (OPENS, lambda: _card(text='=cmd|"/c calc"!A1', tags=["+1", "-1", "@SUM(1)"])),
    "a place to fill in": (OPENS, lambda: _card(text="{0.__class__} %s %n {file}")),
    "a language of paths": ("file.unfit_value", lambda: _root(about={"language": "../../etc"})),
    # ------------------------------------------------------------ names that Python knows
    "__class__": (OPENS, lambda: _card(**{"__class__": "x", "__dict__": {}, "__init__": 1})),
    "names of pydantic": (OPENS, lambda: _card(model_config={}, model_fields=1, model_extra={"a": 1})),
    "names of pydantic at the top": (OPENS, lambda: _root(model_fields_set=[], model_post_init=1)),
    "names of constructors": (OPENS, lambda: _card(self=1, cls=2, _fields_set=3, update={"id": 1})),
    "steps of the map": (OPENS, lambda: _root(steps=[{"id": "x"}], item_type="x")),
    "a field of no name": (OPENS, lambda: _card(**{"": 1, " ": 2})),
    "a reserved name": (OPENS, lambda: _root(id="CON", x_path="..\\..\\NUL")),
    # ------------------------------------------------------------ ids and references
    "an id of a path": ("file.unfit_id", lambda: _card(id="../../etc/passwd")),
    "an id of dots": (OPENS, lambda: _card(id="..")),
    "an id of 65": ("file.unfit_id", lambda: _card(id="x" * 65)),
    "no id": ("file.unfit_id", lambda: _card(id="")),
    "an id of another script": ("file.unfit_id", lambda: _card(id="\u0661")),
    "an id with a line break": ("file.unfit_id", lambda: _card(id="c\n")),
    "an id that is a number": ("file.not_a_text", lambda: _card(id=7)),
    **{f"{register} of one id": ("file.duplicate_id", lambda register=register: _twice(register))
       for register in ("phases", "lanes", "personas", "links", "evidence", "views", "rounds")},
    "two images of one name": ("file.duplicate_id", lambda: _root(images=[image_of(png(1, 1))] * 2)),
    "a feeling with the id of a card": ("file.duplicate_id", lambda: _full(
        lambda made: made["lanes"][1]["cells"]["a"][0].update({"id": "c1"}))),
    "a persona that is not there": ("file.dangling_reference", lambda: _card(personas=["x"])),
    "a persona that is a card": ("file.wrong_reference", lambda: _card(personas=["c"])),
    "evidence that is not there": ("file.dangling_reference", lambda: _card(evidence=["x"])),
    "a picture that is not there": ("file.dangling_reference", lambda: _card(image="0" * 64)),
    "a metric that is not there": ("file.dangling_reference", lambda: _card(action={"metric": "x"})),
    "a metric that is a card": ("file.wrong_reference", lambda: _card(action={"metric": "c"})),
    "a link to nowhere": ("file.dangling_reference", lambda: _root(
        links=[{"id": "k", "source": "c", "target": "x"}])),
    "a link to itself": (OPENS, lambda: _root(links=[{"id": "k", "source": "c", "target": "c"}])),
    "steps in a ring": (OPENS, _ring),
    "a step that follows itself": (OPENS, lambda: _step(next=["s"])),
    "a step that follows a lane": ("file.wrong_reference", lambda: _step(next=["l"])),
    "cells of an unknown step": ("file.unknown_step", lambda: _lane(cells={"x": [{"id": "c"}]})),
    "a thousand times the same persona": (OPENS, lambda: _full(
        lambda made: made["lanes"][0]["cells"]["a"][0].update({"personas": ["emma"] * 1000}))),
    # ------------------------------------------------------------ the wrong kind of thing
    "no phases": ("file.too_few", lambda: _root(phases=[])),
    "a phase without steps": ("file.too_few", lambda: _root(phases=[{"id": "p", "steps": []}])),
    "phases as an object": ("file.not_a_list", lambda: _root(phases={"p": {}})),
    "lanes as a text": ("file.not_a_list", lambda: _root(lanes="cards")),
    "a lane of null": ("file.not_an_object", lambda: _root(lanes=[None])),
    "a lane of no kind": ("file.unknown_kind", lambda: _lane(kind="shell")),
    "a lane of a list of kinds": ("file.unknown_kind", lambda: _lane(kind=["cards"])),
    "cells as a list": ("file.not_an_object", lambda: _lane(cells=[])),
    "a cell as an object": ("file.not_a_list", lambda: _lane(cells={"s": {"id": "c"}})),
    "a card as a text": ("file.not_an_object", lambda: _lane(cells={"s": ["æ"]})),
    "a feeling in a lane of cards": (OPENS, lambda: _lane(cells={"s": [{"id": "c", "values": [1]}]})),
    "a card as a list": ("file.not_an_object", lambda: _lane(cells={"s": [[]]})),
    "a text as an object": ("file.not_a_text", lambda: _card(text={"$ref": "#/x"})),
    "about as a list": ("file.not_an_object", lambda: _root(about=[])),
    "a colour of hexadecimal": ("file.unknown_value", lambda: _card(colour="#ff0000")),
    "an icon of a path": (OPENS, lambda: _card(icon="../../../etc/passwd")),
    "a date of text": ("file.unfit_date", lambda: _root(about={"review": "i morgen"})),
    "the 30th of February": ("file.unfit_date", lambda: _root(about={"review": "2026-02-30"})),
    "a date in Arabic digits": ("file.unfit_date", lambda: _root(about={"review": "٢٠٢٦-٠٣-٣١"})),
    # ------------------------------------------------------------ pictures
    "a PNG of 12,000 by 12,000": (OPENS, lambda: _image(png(12_000, 12_000), 12_000, 12_000)),
    "a PNG of four thousand million": (OPENS, lambda: _image(png(2**31, 2**31), 1, 1)),
    "a PNG of no width": (OPENS, lambda: _image(png(0, 5))),
    "a PNG that unpacks to 50 MB": (OPENS, lambda: _image(png(1, 1, body=bytes(50_000_000)))),
    "a JPEG of 65,535 by 65,535": (
        OPENS, lambda: _image(_jpeg(65_535, 65_535), 65_535, 65_535, "image/jpeg")),
    "a JPEG whose header runs in a ring": (
        OPENS, lambda: _image(b"\xff\xd8\xff" + b"\xff" * 100_000, mime="image/jpeg")),
    "a JPEG with a thousand empty segments": (
        OPENS, lambda: _image(b"\xff\xd8\xff" + b"\xe0\0\2\xff" * 1000, mime="image/jpeg")),
    "an SVG as a picture": (OPENS, lambda: _image(_SVG)),
    "an SVG that says so": ("file.unknown_value", lambda: _image(_SVG, mime="image/svg+xml")),
    "a GIF as a picture": (OPENS, lambda: _image(b"GIF89a" + bytes(30))),
    "a WebP as a picture": (OPENS, lambda: _image(b"RIFF\0\0\0\0WEBP")),
    "an HTML page as a picture": (OPENS, lambda: _image(_HTML.encode())),
    "a picture by its path": ("file.unfit_value", lambda: _image_with(data="../../etc/passwd")),
    "a picture by its address": ("file.unfit_value", lambda: _image_with(data="https://example.org/x.png")),
    "a picture on a share": ("file.unfit_value", lambda: _image_with(data="\\\\evil\\share\\x.png")),
    "a picture of another name": (OPENS, lambda: _image_with(sha256="0" * 64)),
    "a picture of no name": ("file.unfit_value", lambda: _image_with(sha256="../x")),
    "a picture of minus one": ("file.too_small", lambda: _image_with(width_px=-1)),
    "a picture cut off": (OPENS, lambda: _image(png(1, 1)[:-9])),
    "a picture of nothing": (OPENS, lambda: _image(b"")),
    "a lane's picture that is no picture": (OPENS, lambda: written(pictured_map()).replace(
        b'"mime": "image/png"', b'"mime": "image/jpeg"')),
    # ------------------------------------------------------------ named versions, figures, links
    "a version of noise": (OPENS, lambda: _version(b"\1\2\3")),
    "a version of no base64": ("file.unfit_value", lambda: _version("!!!!")),
    "a version that unpacks to 50 MB": (OPENS, lambda: _version(gzip.compress(bytes(50_000_000)))),
    "a version in a version": (OPENS, lambda: _version(gzip.compress(_version(b"x")))),
    "a figure from /etc": (OPENS, lambda: _full(
        lambda made: made["lanes"][2]["cells"]["b"][0].update({"origin": {"file": "/etc/passwd"}}))),
    "a figure from a share": (OPENS, lambda: _full(
        lambda made: made["lanes"][2]["cells"]["b"][0].update({"origin": {"file": "\\\\evil\\x"}}))),
    "a figure from cell 'A1;B2'": ("file.unfit_value", lambda: _full(
        lambda made: made["lanes"][2]["cells"]["b"][0].update({"origin": {"cell": "A1;B2"}}))),
    "evidence at javascript:": (OPENS, lambda: _root(
        evidence=[{"id": "e", "title": "x", "reference": "javascript:alert(1)"}])),
    "evidence at file://": (OPENS, lambda: _root(
        evidence=[{"id": "e", "title": "x", "reference": "file:///etc/passwd"}])),
    "a channel without a name": ("file.missing_field", lambda: _root(channels=[{"id": "h"}])),
    "a key twice": ("file.duplicate_key", lambda: _raw_card('"text":"a","text":"b"')),
    "a key twice, spelled in two ways": ("file.duplicate_key", lambda: _raw_card(r'"text":"a","\u0074ext":"b"')),
    "the phases twice": ("file.duplicate_key", lambda: written(plain_map()).replace(
        b'"id": "m"', b'"id": "m", "phases": []', 1)),
}  # fmt: skip


def as_text(data: bytes) -> str:
    """Return the beginning of ``data``, for the report of a campaign."""
    return json.dumps(data[:60].decode("latin-1"))
