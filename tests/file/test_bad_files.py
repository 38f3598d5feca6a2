"""Every bad file gets one clear sentence that names it and the place; nothing else comes out."""

from __future__ import annotations

import copy
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.file import (
    FORMAT,
    MAX_BYTES,
    SCHEMA_VERSION,
    decode,
    encode,
    open_journey,
    read_journey,
)
from model.problems import FileProblem
from model.texts import Texts

NAME = "kort.journey"
GOLDEN = Path(__file__).parent / "files" / f"v{SCHEMA_VERSION}.journey"
PLAIN = """{"format":"journeywall-map","schema_version":4,"id":"m",
"phases":[{"id":"p","steps":[{"id":"s"}]}],
"lanes":[{"id":"l","kind":"cards","cells":{"s":[
{"id":"c","text":"tekst med æ"}
]}}]}
"""


def _told(problem: FileProblem) -> list[str]:
    """The problem's sentence in both languages: complete, one line, no leftovers."""
    sentences = [Texts(language).of(problem) for language in ("da", "en")]
    for sentence in sentences:
        assert str(problem.params["file"]) in sentence
        assert re.fullmatch(r"[^\n{]+\.", re.sub(r"\[\"?[^\]]*\]", "", sentence)), sentence
        assert "Input should" not in sentence
        assert "__" not in sentence
    assert sentences[0] != sentences[1]
    return sentences


def _refused(data: bytes) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        decode(data, NAME)
    _told(caught.value)
    return caught.value


def _with(old: str, new: str) -> bytes:
    assert old in PLAIN
    return PLAIN.replace(old, new).encode()


def _card(field: str) -> bytes:
    return _with('"text":"tekst med æ"', field)


# What is wrong, the file, the code, and what its sentence must name.
BAD: list[tuple[str, bytes, str, str]] = [
    ("empty", b"", "file.empty", NAME),
    ("white space only", b" \n\t\n", "file.empty", NAME),
    ("a byte order mark only", b"\xef\xbb\xbf", "file.empty", NAME),
    ("filled with zeros", b"\0" * 4096, "file.zeros", NAME),
    ("zeros at its end", PLAIN.encode()[:120] + b"\0" * 500, "file.zeros", NAME),
    ("a letter", "Kære Ane!\nTak for i går.".encode(), "file.other_text", NAME),
    ("a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "file.other_type", "PDF"),
    ("a ZIP", b"PK\x03\x04\x14\x00", "file.other_type", "ZIP"),
    ("a PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "file.other_type", "PNG"),
    ("a JPEG", b"\xff\xd8\xff\xe0\x00\x10JFIF", "file.other_type", "JPEG"),
    ("an SVG", b"<?xml version='1.0'?><svg/>", "file.other_type", "XML"),
    ("a web page", b"<!doctype html><title>x</title>", "file.other_type", "HTML"),
    ("UTF-16 with a mark", PLAIN.encode("utf-16"), "file.other_encoding", "UTF-16"),
    ("UTF-16 without a mark", PLAIN.encode("utf-16-le"), "file.other_encoding", "UTF-16"),
    ("Latin-1", PLAIN.encode("latin-1"), "file.not_utf8", "4"),
    ("a cut character", PLAIN.encode().replace(b"\xc3\xa6", b"\xc3"), "file.not_utf8", "4"),
    ("a list", b"[1, 2]", "file.other_json", NAME),
    ("a number", b"7", "file.other_json", NAME),
    ("another JSON", b'{"nodes": []}', "file.other_json", NAME),
    ("another format", _with(FORMAT, "ojf"), "file.other_json", NAME),
    ("no version", _with('"schema_version":4,', ""), "file.no_version", "schema_version"),
    ("a version that is text", _with(":4,", ':"2",'), "file.no_version", "schema_version"),
    ("version true", _with(":4,", ":true,"), "file.no_version", "schema_version"),
    ("version 0", _with(":4,", ":0,"), "file.no_version", "schema_version"),
    ("a newer min_reader", _with(":4,", ':9,"min_reader":8,'), "file.newer", "8"),
    ("a newer version alone", _with(":4,", ":9,"), "file.newer", "9"),
    ("a newer one that misfits", _with(':4,"id":"m"', ':9,"min_reader":4,"id":7'),
     "file.newer", "9"),
    ("truncated in a text", PLAIN.encode()[:170], "file.truncated", "4"),
    ("truncated at its end", PLAIN.encode()[:-3], "file.truncated", "5"),
    ("a comma too many", _with('"s"}]}', '"s"},]}'), "file.not_json", "2"),
    ("single quotes", _with('"id":"m"', "'id':'m'"), "file.not_json", "1"),
    ("a bad escape", _card('"text":"\\x"'), "file.not_json", "4"),
    ("something after its end", PLAIN.encode() + b"{}", "file.more_after_end", "6"),
    ("nested 100,000 deep", _card('"x":' + "[" * 100_000), "file.too_deep", "4"),
    ("objects nested 100,000 deep", _card('"x":' + '{"x":' * 100_000), "file.too_deep", "4"),
    ("nested 150 deep", _card('"x":' + "[" * 150 + "]" * 150), "file.too_deep", "4"),
    ("NaN in a field", _card('"severity":NaN'), "file.not_a_number", "severity"),
    ("NaN in an unknown field", _card('"x":NaN'), "file.not_a_number", "cells"),
    ("-Infinity", _card('"x":[-Infinity]'), "file.not_a_number", "x[0]"),
    ("1e999 in a field", _with('"s"}]', '"s","width":1e999}]'), "file.not_a_number", "width"),
    ("1e999 in an unknown field", _card('"x":{"y":1e999}'), "file.not_a_number", "x.y"),
    ("1e999 at the top", _with('"id":"m"', '"id":"m","x":-1e999'), "file.not_a_number", "x"),
    ("1e999 within votes", _card('"votes":[{"x":1e999}]'), "file.not_a_number", "votes[0].x"),
    ("5,000 digits", _card('"x":' + "9" * 5000), "file.number_too_long", "4"),
    ("a lone high surrogate", _card('"text":"\\ud83d"'), "file.surrogate", "4"),
    ("a lone low surrogate", _card('"text":"\\ude00"'), "file.surrogate", "4"),
    ("a surrogate in a key", _card('"\\ud83d":1'), "file.surrogate", "4"),
    ("a raw control character", _card('"text":"a\x07b"'), "file.control_character", "4"),
    ("an escaped control character", _card('"text":"a\\u0007b"'), "file.control_in_text", "text"),
    ("a line break in one line", _card('"tags":["a\\nb"]'), "file.control_in_text", "tags[0]"),
    ("a key twice", _card('"text":"a","text":"b"'), "file.duplicate_key", "text"),
    ("a key twice, spelled in two ways", _card('"text":"a","te\\u0078t":"b"'), "file.duplicate_key",
     "text"),
    ("an id twice", _card('"text":""},\n{"id":"c"'), "file.duplicate_id", "5"),
    ("a phase's id twice", _with('}],\n"lanes"', '},{"id":"p","steps":[{"id":"t"}]}],\n"lanes"'),
     "file.duplicate_id", "phases[1]"),
    ("a reference to nobody", _card('"personas":["emma"]'), "file.dangling_reference", "emma"),
    ("cells of an unknown step", _with('"s":[\n', '"t":[\n'), "file.unknown_step", "t"),
    ("a span past the end", _card('"span":9'), "file.span_past_end", "span"),
    ("a missing field", _with('{"id":"c",', "{"), "file.missing_field", "id"),
    ("no phases", _with('[{"id":"p","steps":[{"id":"s"}]}]', "[]"), "file.too_few", "phases"),
    ("a lane without a kind", _with('"kind":"cards",', ""), "file.missing_kind", "lanes[0]"),
    ("a lane of no kind", _with('"cards"', '"swim"'), "file.unknown_kind", "feelings"),
    ("an unknown word", _card('"colour":"red"'), "file.unknown_value", "yellow"),
    ("a number too big", _card('"severity":6'), "file.too_big", "5"),
    ("a number too small", _card('"severity":0'), "file.too_small", "1"),
    ("a number beyond 64 bits", _card('"severity":' + "9" * 300), "file.too_big", "5"),
    ("half a rating", _card('"severity":1.5'), "file.not_whole", "severity"),
    ("a text too long", _card(f'"author":"{"x" * 501}"'), "file.too_long", "500"),
    ("a list too long", _with('"kind":"cards","cells":{"s":[\n{"id":"c","text":"tekst med æ"}\n]}',
     '"kind":"feelings","levels":["","","","","",""]'), "file.too_many", "5"),
    ("a list for a text", _card('"text":[]'), "file.not_a_text", "text"),
    ("a text for a list", _card('"tags":"a"'), "file.not_a_list", "tags"),
    ("a number for a card", _with('{"id":"c","text":"tekst med æ"}', "5"),
     "file.not_an_object", "4"),
    ("a list for cells", _with('{"s":[\n{"id":"c","text":"tekst med æ"}\n]}', "[]"),
     "file.not_an_object", "cells"),
    ("a word for a number", _with('"s"}]', '"s","width":"wide"}]'), "file.not_numeric", "width"),
    ("null for a text", _card('"text":null'), "file.not_a_text", "text"),
    ("perhaps", _card('"is_quote":"perhaps"'), "file.not_a_switch", "is_quote"),
    ("an id with a space", _with('"id":"c"', '"id":"c d"'), "file.unfit_id", "id"),
    ("a cell's key with a space", _with('"s":[\n', '"s t":[\n'), "file.unfit_id", "s t"),
    ("a date in words", _with('"id":"m"', '"id":"m","about":{"review":"i morgen"}'),
     "file.unfit_date", "review"),
    ("a day that never was", _with('"id":"m"', '"id":"m","about":{"review":"2026-02-30"}'),
     "file.unfit_date", "review"),
    ("a month that never was", _with('"id":"m"', '"id":"m","about":{"created":'
     '"2026-99-99T09:00:00Z"}'), "file.unfit_date", "created"),
    ("a date in Arabic digits", _with('"id":"m"', '"id":"m","about":{"review":"٢٠٢٦-٠٣-٣١"}'),
     "file.unfit_date", "review"),
    ("U+FFFF, which is no character", _card('"text":"a\\uffffb"'), "file.control_in_text", "text"),
    ("U+FFFE in one line", _card('"author":"\ufffe"'), "file.control_in_text", "author"),
    ("thousands of faults", _with('"cells":{', '"cells":{' + "".join(
        f'"bad key {number}":[],' for number in range(5000))), "file.many_faults", "5000"),
    ("thousands of faults in one list", _card('"tags":[' + ",".join("5" * 5000) + "]"),
     "file.not_a_text", "tags[0]"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "code", "named"), [case[1:] for case in BAD],
                         ids=[case[0] for case in BAD])  # fmt: skip
def test_a_bad_file_is_refused_by_name_and_place(data: bytes, code: str, named: str) -> None:
    problem = _refused(data)
    assert problem.code == code
    for sentence in _told(problem):
        assert named in sentence


def test_the_plain_file_these_cases_spoil_is_sound() -> None:
    assert decode(PLAIN.encode(), NAME).steps[0].id == "s"


def test_the_place_is_the_line_a_text_editor_shows() -> None:
    data = encode(read_journey(GOLDEN))
    lines = data.split(b"\n")
    place = next(n for n, line in enumerate(lines) if b'"id":"c4"' in line)
    lines[place] = lines[place].replace(b'"severity":5', b'"severity":50')
    problem = _refused(b"\n".join(lines))
    assert problem.params["line"] == place + 1
    assert problem.params["path"] == 'lanes[1].cells["buy"][0].severity'


def test_every_sentence_about_files_is_used_somewhere() -> None:
    root = Path(__file__).parents[2]
    code = "".join(path.read_text("utf-8") for part in ("model", "app", "widgets")
                   for path in (root / part).rglob("*.py"))  # fmt: skip
    table = json.loads((root / "resources/texts/en/problems.json").read_text("utf-8"))
    named = (key for key in table if key.startswith("file."))
    unused = [key for key in named if f'"{key}"' not in code]
    assert [key for key in unused if not key.startswith("file.note_image_")] == []


# ---------------------------------------------------------------- whatever the bytes are

FUZZ = settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])


def _opens_or_is_refused(data: bytes) -> None:
    try:
        journey = decode(data, NAME)
    except FileProblem as problem:
        _told(problem)
    else:
        assert decode(encode(journey), NAME) == journey


@FUZZ
@given(st.binary(max_size=300))
def test_random_bytes_are_refused_in_words(data: bytes) -> None:
    _opens_or_is_refused(data)
    _opens_or_is_refused(b'{"format":"journeywall-map","schema_version":4,' + data)


@FUZZ
@given(st.data())
def test_a_damaged_file_opens_or_is_refused_in_words(data: st.DataObject) -> None:
    damaged = bytearray(GOLDEN.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        length = data.draw(st.sampled_from([0, 1, 1, 2, 30]))
        damaged[place : place + length] = data.draw(
            st.one_of(st.binary(max_size=4), st.sampled_from([b'"', b"}", b"NaN", b"1e999", b"\\"]))
        )
    _opens_or_is_refused(bytes(damaged))


_odd = st.sampled_from(
    [None, True, -1, 10**30, 2.5, "", "x", "\0", [], {}, [[]], {"id": "x"}, "cards", "emma"]
)


@FUZZ
@given(st.data())
@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_odd_values_anywhere_open_or_are_refused_in_words(
    version: int, data: st.DataObject
) -> None:
    document = json.loads((GOLDEN.parent / f"v{version}.journey").read_bytes())
    document.pop("integrity", None)
    for _ in range(data.draw(st.integers(1, 2))):
        holder, key = data.draw(st.sampled_from(list(_holders(document))))
        if data.draw(st.booleans()):
            holder[key] = copy.deepcopy(data.draw(_odd))  # the next round may change it
        else:
            del holder[key]
    _opens_or_is_refused(json.dumps(document).encode())


def _holders(part: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    items = part.items() if isinstance(part, dict) else enumerate(part)
    for key, value in list(items):
        found.append((part, key))
        if isinstance(value, (dict, list)):
            found += _holders(value)
    return found


def test_a_file_cut_anywhere_is_refused() -> None:
    data = GOLDEN.read_bytes()
    for end in range(0, len(data.rstrip()), 7):
        with pytest.raises(FileProblem):
            decode(data[:end], NAME)


# ---------------------------------------------------------------- what is not a file at all


def _unreadable(path: Path) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        read_journey(path)
    for sentence in _told(caught.value):
        assert path.name[:40] in sentence
    return caught.value


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert _unreadable(tmp_path / "væk.journey").code == "file.not_there"
    assert _unreadable(tmp_path / "a" / "b.journey").code == "file.not_there"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert _unreadable(tmp_path).code == "file.is_folder"


def test_a_link_to_the_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.journey").symlink_to(GOLDEN)
    assert read_journey(tmp_path / "link.journey") == read_journey(GOLDEN)


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    loop = tmp_path / "loop.journey"
    loop.symlink_to(loop)
    assert _unreadable(loop).code == "file.link_loop"


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    assert _unreadable(tmp_path / ("x" * 300)).code == "file.name_too_long"


def test_a_name_with_a_zero_byte_is_refused() -> None:
    with pytest.raises(FileProblem) as caught:
        read_journey("a\0b.journey")
    _told(caught.value)


def test_a_600_mb_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "large.journey"
    with large.open("wb") as file:
        file.truncate(600 * 1024 * 1024)
    problem = _unreadable(large)
    assert (problem.code, problem.params["size"]) == ("file.too_large", 600)
    assert problem.params["limit"] * 1024 * 1024 == MAX_BYTES


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs on this system")
def test_a_fifo_is_refused_and_nobody_waits(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe.journey"
    os.mkfifo(fifo)
    # In a process of its own, so that a hang is a failure and not a hanging test run.
    script = "import sys; from model.file import read_journey; read_journey(sys.argv[1])"
    done = subprocess.run(
        [sys.executable, "-c", script, str(fifo)],
        capture_output=True, text=True, timeout=60, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert "file.not_regular" in done.stderr
    assert _unreadable(fifo).code == "file.not_regular"


def test_a_file_of_the_system_that_would_wait_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As /proc/kmsg does: it calls itself regular, and has nothing to say just now.
    class Waiting(io.FileIO):
        def read(self, _most: int | None = -1) -> Any:
            return None

    (tmp_path / "kmsg").write_bytes(b"")
    monkeypatch.setattr(os, "fdopen", lambda handle, _mode: Waiting(handle))
    assert _unreadable(tmp_path / "kmsg").code == "file.empty"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero on this system")
def test_a_device_is_refused() -> None:
    assert _unreadable(Path("/dev/zero")).code == "file.not_regular"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs POSIX permissions")
def test_a_file_that_is_in_the_cloud_and_cannot_be_fetched_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> int:
        error = OSError(22, "The cloud file provider is not running")
        error.winerror = 362  # as Windows has it
        raise error

    monkeypatch.setattr(os, "open", refuse)
    assert _unreadable(tmp_path / NAME).code == "file.in_the_cloud"


def test_a_file_one_may_not_read_is_refused(open_folder: Path) -> None:
    secret = open_folder / "secret.journey"
    secret.write_bytes(GOLDEN.read_bytes())
    secret.chmod(0)
    is_root = os.geteuid() == 0  # root may read everything
    if is_root:
        os.seteuid(65534)
    try:
        assert _unreadable(secret).code == "file.not_allowed"
    finally:
        if is_root:
            os.seteuid(0)


def test_the_version_before_is_named_only_where_there_is_one(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(PLAIN.encode()[:-3])
    for has_backup in (False, True):
        if has_backup:
            (tmp_path / f"{NAME}.bak").write_bytes(PLAIN.encode())
        with pytest.raises(FileProblem) as told:
            read_journey(path)
        assert all((f"{NAME}.bak" in said) == has_backup for said in _told(told.value))
    assert not any(".bak" in said for said in _told(_refused(PLAIN.encode()[:-3])))


def test_a_map_changed_outside_names_the_version_before_only_where_there_is_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / NAME
    path.write_bytes(GOLDEN.read_bytes().replace(b"Betaler", b"Betalte"))
    (note,) = open_journey(path).notes
    assert ".bak" not in Texts("en").of(note)
    (tmp_path / f"{NAME}.bak").write_bytes(GOLDEN.read_bytes())
    (note,) = open_journey(path).notes
    assert f"{NAME}.bak" in Texts("en").of(note)


def test_a_map_of_openjourney_under_our_name_is_told_apart() -> None:
    said = _told(_refused(b'{"version": "1.0", "stages": [], "swimlanes": [], "nodes": []}'))
    assert all("journeywall convert" in sentence for sentence in said)
