"""The command line as a person meets it; that it needs no Qt is shown in processes of its own."""

import gc
import json
import os
import re
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

import pypdfium2
import pytest

from app.main import main
from model.edits import add_entry, set_about
from model.file import encode, read_journey
from model.templates import sample, sample_ids, template_ids
from model.views import SavedView

ROOT = Path(__file__).resolve().parents[2]
# The way a machine without Qt looks to Python.
WITHOUT_QT = (
    "import sys; sys.modules['PySide6'] = None; sys.modules['shiboken6'] = None; "
    "from app.main import main; sys.exit(main(sys.argv[1:]))"
)


def environment(language):
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("LANG", "LANGUAGE") and not name.startswith("LC_")
    }
    # Templates that are kept on this computer are no part of a test.
    settings = {"JOURNEYWALL_SETTINGS": str(ROOT / "no-settings")} | kept
    return settings | {"LANG": language, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def journeywall(*arguments, cwd, language="en_GB.UTF-8"):
    """Do what ``arguments`` say, in this process: a start takes longer than most commands."""
    out, err = (TextIOWrapper(BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        chdir(cwd),
        patch.dict(os.environ, environment(language), clear=True),
    ):
        code = main([*map(str, arguments)])
    told, complained = (stream.buffer.getvalue().decode("utf-8") for stream in (out, err))
    return subprocess.CompletedProcess(arguments, code, told, complained)


def in_its_own_process(*arguments, cwd, language="en_GB.UTF-8", **settings):
    return subprocess.run(
        [sys.executable, "-W", "error", "-P", "-c", WITHOUT_QT, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env=environment(language) | settings,
        check=False,
        timeout=60,
    )


@pytest.fixture(scope="module")
def shoes(tmp_path_factory):
    path = tmp_path_factory.mktemp("maps") / "shoes.journey"
    path.write_bytes(encode(sample("sustainable-shoes", "da")))
    return path


def assert_refused(done, code, *words):
    assert done.returncode == code, done
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr.startswith("journeywall: ")
    for word in words:
        assert word in done.stderr
    assert "Traceback" not in done.stderr


def test_templates_are_listed_a_line_each_with_the_id_first(tmp_path):
    done = journeywall("templates", cwd=tmp_path)
    assert done.returncode == 0
    assert tuple(line.split()[0] for line in done.stdout.splitlines()) == template_ids()


def test_the_language_of_the_system_is_the_language_of_the_messages(tmp_path):
    english = journeywall("templates", cwd=tmp_path).stdout
    danish = journeywall("templates", cwd=tmp_path, language="da_DK.UTF-8").stdout
    assert english != danish
    assert in_its_own_process("templates", cwd=tmp_path, language="da_DK").stdout == danish
    assert journeywall("templates", "--language", "da", cwd=tmp_path).stdout == danish
    assert "findes ikke" in journeywall("check", "x.journey", cwd=tmp_path, language="da").stderr


def test_every_template_is_made_in_both_languages_and_is_in_order(tmp_path):
    # Two prove the way; what is in the others is tested with the templates.
    for language in ("da", "en"):
        target = tmp_path / f"{language}.journey"
        done = journeywall(
            "new", "--template", "blank", "--language", language, "-o", target, cwd=tmp_path
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert read_journey(target).about.language == language
        assert read_journey(target).about.created


@pytest.mark.parametrize("name", sample_ids())
def test_a_sample_becomes_a_file(tmp_path, name):
    done = in_its_own_process("new", "--sample", name, "-o", "s.journey", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(read_journey(tmp_path / "s.journey").phases) >= 4


def test_an_existing_map_is_replaced_only_when_asked(tmp_path):
    target = tmp_path / "kort.journey"
    target.write_text("mine", encoding="utf-8")
    make = ("new", "--template", "blank", "-o", "kort.journey")
    assert_refused(journeywall(*make, cwd=tmp_path), 1, "kort.journey", "--force")
    assert target.read_text(encoding="utf-8") == "mine"
    assert journeywall(*make, "--force", cwd=tmp_path).returncode == 0
    read_journey(target)


def test_an_unknown_template_names_those_there_are(tmp_path):
    done = journeywall("new", "--template", "nope", "-o", "x.journey", cwd=tmp_path)
    assert_refused(done, 2, "nope", "classic-5")
    assert not (tmp_path / "x.journey").exists()


def test_export_makes_a_pdf_of_the_maps_own_size(shoes, tmp_path):
    done = in_its_own_process("export", shoes, "-o", "out.pdf", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")


def test_export_over_five_metres_is_refused_and_writes_nothing(shoes, tmp_path):
    done = journeywall("export", shoes, "-o", "o.pdf", "--paper", "6000x900mm", cwd=tmp_path)
    assert_refused(done, 1, "5080", "6000")
    assert not (tmp_path / "o.pdf").exists()


def test_check_says_what_is_in_the_map(shoes, tmp_path):
    done = journeywall("check", shoes, cwd=tmp_path)
    assert done.returncode == 0
    assert "5" in done.stdout
    assert str(shoes) in done.stdout


def test_check_answers_in_json_whatever_the_file(shoes, tmp_path):
    good = json.loads(in_its_own_process("check", shoes, "--json", cwd=tmp_path).stdout)
    assert good["is_good"]
    assert good["phases"] == 5
    assert good["checksum"] == "right"
    (tmp_path / "bad.journey").write_text('{"format": "journeywall-map"', encoding="utf-8")
    done = journeywall("check", "bad.journey", "--json", cwd=tmp_path)
    bad = json.loads(done.stdout)
    assert done.returncode == 1
    assert not bad["is_good"]
    assert "bad.journey" in bad["problem"]["message"]


def test_the_schema_is_json(tmp_path):
    schema = json.loads(in_its_own_process("schema", cwd=tmp_path).stdout)
    assert "phases" in json.dumps(schema)


def test_an_openjourney_map_is_converted_and_what_is_lost_is_listed(tmp_path):
    (tmp_path / "visit.ojf").write_text(
        json.dumps(
            {
                "version": "1.0",
                "persona": "Anna",
                "pointOfView": "Buys a bicycle",
                "stages": [{"id": "a", "name": "Look"}, {"id": "b", "name": "Buy"}],
                "swimlanes": [{"id": "l", "name": "Actions"}],
                "nodes": [
                    {
                        "id": "n",
                        "stageId": "a",
                        "swimlaneId": "l",
                        "title": "Sees a bicycle",
                        "description": "In the street.",
                        "score": 4,
                        "sentiment": "happy",
                        "editorWidth": 240,
                        "isMomentOfTruth": True,
                    }
                ],
            }
        ),
        encoding="utf-8",
    )
    done = in_its_own_process("convert", "visit.ojf", "visit.journey", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    made = read_journey(tmp_path / "visit.journey")
    assert [phase.name for phase in made.phases] == ["Look", "Buy"]
    assert "editorWidth" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("export",), ("FILE",)),
        (("export", "a.journey"), ("-o",)),
        (("export", "a.journey", "-o", "a.txt"), (".pdf", "a.txt")),
        (("export", "a.journey", "-o", "a.pdf", "--orientation", "up"), ("up", "portrait")),
        (("export", "a.journey", "-o"), ("value",)),
        (("export", "a.journey", "-o", "-dash.pdf"), ("./-",)),
        (("export", "a.journey", "-o", "a.pdf", "--paper", "Z9"), ("Z9", "A0")),
        (("export", "a.journey", "-o", "a.pdf", "--scale", "big"), ("big", "1:10")),
        (("export", "a.journey", "-o", "a.pdf", "--orientation", "portrait"), ("--paper",)),
        (("new", "--sample", "nope", "-o", "x.journey"), ("nope", "holiday")),
        (("new", "-o", "x.journey"), ("template",)),
        (("new", "--template", "blank", "-o", "x.json"), (".journey",)),
        (("templates", "--language", "xx"), ("xx", "da")),
        (("check", "a", "b"), ("b",)),
        (("--nonsense",), ("--nonsense",)),
        (("--sample", "nope"), ("nope", "holiday")),
    ],
)
def test_wrong_arguments_end_with_two_and_say_where_to_read_on(tmp_path, arguments, words):
    assert_refused(journeywall(*arguments, cwd=tmp_path), 2, *words, "--help")


@pytest.mark.parametrize(
    "command", ["", "templates", "new", "export", "check", "convert", "schema"]
)
def test_every_command_has_a_help_page(tmp_path, command):
    arguments = (command, "--help") if command else ("--help",)
    done = journeywall(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("journeywall")


def test_version_is_one_line(tmp_path):
    done = in_its_own_process("--version", cwd=tmp_path)
    assert done.stdout.startswith("journeywall 0.")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFO")
def test_a_fifo_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "pipe.journey")
    assert_refused(in_its_own_process("check", "pipe.journey", cwd=tmp_path), 1, "pipe.journey")


def test_a_package_in_the_current_folder_does_not_shadow_ours(tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "__init__.py").write_text("raise RuntimeError", encoding="utf-8")
    assert in_its_own_process("--version", cwd=tmp_path).returncode == 0
    told = in_its_own_process(
        "--version", cwd=tmp_path, PYTHONPATH=os.pathsep.join([str(tmp_path), str(ROOT)])
    )
    assert told.returncode == 1
    assert str(tmp_path) in told.stderr


def test_an_export_never_takes_the_place_of_a_map(shoes, tmp_path):
    source = tmp_path / "v.journey"
    source.write_bytes(shoes.read_bytes())
    (tmp_path / "v.pdf").symlink_to("v.journey")
    os.link(source, tmp_path / "hard.pdf")
    (tmp_path / "other.pdf").write_bytes(b"\xef\xbb\xbf\n" + b" " * 70_000 + source.read_bytes())
    for target in ("v.pdf", "hard.pdf", "other.pdf"):
        before = (tmp_path / target).read_bytes()
        assert_refused(journeywall("export", source, "-o", target, cwd=tmp_path), 1, target)
        assert (tmp_path / target).read_bytes() == before


def test_export_and_convert_tell_of_characters_that_no_font_has(shoes, tmp_path):
    titled = set_about(read_journey(shoes), title="ร้านรองเท้า")
    (tmp_path / "thai.journey").write_bytes(encode(titled))
    done = journeywall("export", "thai.journey", "-o", "thai.pdf", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "thai.journey" in done.stderr
    assert "ร" in done.stderr
    assert (tmp_path / "thai.pdf").read_bytes().startswith(b"%PDF-")
    (tmp_path / "thai.ojf").write_text(
        json.dumps({"stages": [{"name": "ก่อน"}], "nodes": []}), encoding="utf-8"
    )
    done = journeywall("convert", "thai.ojf", "made.journey", cwd=tmp_path)
    assert done.returncode == 0
    assert "ก" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has other limits")
def test_a_target_that_cannot_even_be_looked_at_is_told_in_a_sentence(tmp_path):
    make = ("new", "--template", "blank", "-o")
    assert_refused(journeywall(*make, "x" * 300 + ".journey", cwd=tmp_path), 1, "too long")
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    try:
        if os.geteuid() != 0:  # root may enter everything
            assert_refused(journeywall(*make, "locked/a.journey", cwd=tmp_path), 1, "locked")
    finally:
        locked.chmod(0o700)


def run_with_stdout(stdout, *arguments):
    return subprocess.run(
        [sys.executable, "-P", "-c", WITHOUT_QT, *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT), "LANG": "en", "LC_ALL": "en"},
        check=False,
        timeout=60,
    )


@pytest.mark.skipif(os.name == "nt", reason="pipes end in another way there")
@pytest.mark.parametrize("arguments", [("schema",), ("templates",), ("new", "--help"), ("-h",)])
def test_a_reader_that_has_enough_ends_the_command_silently(arguments):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = run_with_stdout(writing, *arguments)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [("schema",), ("templates",), ("--version",)])
def test_an_answer_that_cannot_be_written_is_told_in_a_line(arguments):
    with Path("/dev/full").open("wb") as full:
        done = run_with_stdout(full, *arguments)
    assert done.returncode == 1
    assert done.stderr.startswith("journeywall: ")
    assert "ENOSPC" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_is_wrong_with_an_opening_is_told_before_a_window_is_made(shoes, tmp_path):
    assert_refused(journeywall("nosuch.journey", cwd=tmp_path), 1, "nosuch.journey")
    assert_refused(journeywall(shoes, "gone.journey", cwd=tmp_path), 1, "gone.journey")
    assert_refused(journeywall("exprot", "a.journey", cwd=tmp_path), 2, "exprot", "--help")
    assert_refused(in_its_own_process(shoes, cwd=tmp_path), 1, "Qt")


@pytest.mark.skipif(sys.platform != "linux", reason="displays are a matter of Linux")
@pytest.mark.parametrize(
    "display",
    [
        {},
        {"DISPLAY": ":64998"},
        {"DISPLAY": "localhost:998.0"},
        {"WAYLAND_DISPLAY": "wayland-998"},
        {"QT_QPA_PLATFORM": "xcb"},
    ],
    ids=str,
)
def test_without_a_display_the_window_is_refused_in_a_line(shoes, tmp_path, display):
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "-P", "-m", "app", shoes],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=kept | {"PYTHONPATH": str(ROOT), "LC_ALL": "en", **display},
        check=False,
        timeout=60,
    )
    assert_refused(done, 1)
    # A system without Qt's libraries for X (libxcb-cursor0 …) is told of those first.
    assert "display" in done.stderr or ".so" in done.stderr


def test_an_openjourney_map_under_our_name_is_pointed_at_convert_which_takes_it(tmp_path):
    document = {"stages": [{"name": "Look"}], "swimlanes": [], "nodes": []}
    (tmp_path / "in.journey").write_text(json.dumps(document), encoding="utf-8")
    assert_refused(
        journeywall("check", "in.journey", cwd=tmp_path), 1, "in.journey", "journeywall convert"
    )
    done = journeywall("convert", "in.journey", "out.journey", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert read_journey(tmp_path / "out.journey").phases[0].name == "Look"


def test_one_of_a_kind_is_not_counted_like_many(tmp_path):
    (tmp_path / "one.journey").write_text(
        '{"format":"journeywall-map","schema_version":2,"id":"m",'
        '"phases":[{"id":"p","steps":[{"id":"s"}]}],"lanes":[{"id":"l","kind":"cards"}]}',
        encoding="utf-8",
    )
    english = journeywall("check", "one.journey", cwd=tmp_path).stdout
    assert "1 phase, 1 step, 1 lane, 0 cards." in english
    danish = journeywall("check", "one.journey", cwd=tmp_path, language="da").stdout
    assert "1 fase, 1 trin, 1 række, 0 sedler." in danish


def test_check_answers_with_numbers_and_places_as_json_has_them(tmp_path):
    (tmp_path / "twice.journey").write_text(
        '{"format":"journeywall-map","schema_version":2,"id":"m",\n'
        '"phases":[{"id":"p","steps":[{"id":"s"}]},\n{"id":"p","steps":[{"id":"t"}]}]}',
        encoding="utf-8",
    )
    told = json.loads(journeywall("check", "twice.journey", "--json", cwd=tmp_path).stdout)
    assert told["problem"]["params"]["line"] == 3
    assert told["problem"]["params"]["place"] == ["phases", 1]


def test_danish_messages_write_decimals_with_a_comma(shoes, tmp_path):
    wish = ("export", shoes, "-o", "a.pdf", "--paper", "A4", "--scale", "1:1")
    danish = journeywall(*wish, cwd=tmp_path, language="da")
    assert re.search(r"skala 1:[0-9]+,[0-9]", danish.stderr), danish.stderr
    scale = re.search(r"1:[0-9]+,[0-9]+", danish.stderr)[0]
    assert journeywall(*wish[:-1], scale, cwd=tmp_path).returncode == 0


@pytest.fixture(scope="module")
def viewed(tmp_path_factory):
    view = SavedView(id="v1", name="Kun smertepunkter", types=("pain_point",), others="hide")
    path = tmp_path_factory.mktemp("viewed") / "shoes.journey"
    path.write_bytes(encode(add_entry(sample("sustainable-shoes", "da"), "views", view)))
    return path


@pytest.mark.parametrize("asked", ["v1", "kun smertepunkter"])
def test_a_saved_view_is_printed_by_id_or_name(viewed, tmp_path, asked):
    done = journeywall("export", viewed, "-o", "out.pdf", "--view", asked, cwd=tmp_path)
    assert done.returncode == 0, done
    whole = journeywall("export", viewed, "-o", "whole.pdf", cwd=tmp_path)
    assert whole.returncode == 0, whole
    words = words_in(tmp_path / "out.pdf")
    assert "Visning: Kun smertepunkter (resten er udeladt)" in words
    assert len(words) < 0.75 * len(words_in(tmp_path / "whole.pdf"))


def words_in(path):
    pages = pypdfium2.PdfDocument(path)
    return " ".join(pages[0].get_textpage().get_text_bounded().split())


def test_an_unknown_view_is_refused_with_those_there_are(viewed, tmp_path):
    done = journeywall("export", viewed, "-o", "out.pdf", "--view", "x", cwd=tmp_path)
    assert_refused(done, 2, "x", "Kun smertepunkter")
    journeywall("new", "--template", "blank", "-o", "blank.journey", cwd=tmp_path)
    done = journeywall("export", "blank.journey", "-o", "out.pdf", "--view", "x", cwd=tmp_path)
    assert_refused(done, 2, "no saved views")
    assert not (tmp_path / "out.pdf").exists()


def test_a_process_of_its_own_ends_without_a_last_search_through_all_that_was_made(monkeypatch):
    frozen = []
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(True))
    monkeypatch.setattr(sys, "argv", ["journeywall", "--version"])
    assert main(["--version"]) == 0
    assert frozen == []
    assert main() == 0
    assert frozen == [True]
