"""The set-up commands: what they say and decide before anything is installed."""

import ast
import ctypes
import importlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from app.cli.commands import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"


@pytest.fixture
def set_up(monkeypatch):
    """The set-up modules, imported as ``python3 packaging`` does."""
    monkeypatch.syspath_prepend(str(PACKAGING))
    names = ("places", "system_packages", "environment", "commands")
    yield {name: importlib.import_module(name) for name in names}
    for name in names:
        sys.modules.pop(name, None)


def run_packaging(*arguments, **settings):
    return subprocess.run(
        [sys.executable, str(PACKAGING), *arguments],
        capture_output=True,
        text=True,
        env=os.environ | settings,
        check=False,
    )


def test_the_entry_is_syntax_an_old_python_reads():
    ast.parse((PACKAGING / "__main__.py").read_text(encoding="utf-8"), feature_version=(3, 4))


def test_an_older_python_gets_one_sentence():
    code = (
        "import runpy, sys; sys.version_info = (3, 9, 2); "
        f"runpy.run_path({str(PACKAGING / '__main__.py')!r})"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "3.11" in told.stderr
    assert "3.9" in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_help_names_the_three_commands():
    told = run_packaging("--help")
    assert told.returncode == 0
    for command in ("run", "test", "build"):
        assert command in told.stdout


def test_a_campaign_is_asked_for_by_name_and_runs_with_what_stands_behind_it(set_up, monkeypatch):
    commands, called = set_up["commands"], []
    monkeypatch.setattr(commands, "ensure_environment", lambda _: Path("python"))
    monkeypatch.setattr(commands, "ensure_qt_libraries", lambda **_: None)
    monkeypatch.setattr(commands.subprocess, "call", lambda line, **_: called.append(line) or 7)
    assert commands.main(["test", "--campaign", "person", "--only", "keyboard"]) == 7
    place = ROOT / "tests" / "campaigns" / "person"
    assert called == [["python", str(place), "--only", "keyboard"]]


def test_a_campaign_nobody_knows_is_answered_with_those_there_are():
    told = run_packaging("test", "--campaign", "parson")
    assert told.returncode == 1
    assert "parson" in told.stderr
    assert "person" in told.stderr


def test_the_set_up_needs_only_the_standard_library():
    for path in PACKAGING.glob("*.py"):
        if path.name == "make_fonts.py":  # a tool for us, not part of the set-up
            continue
        own = {other.stem for other in PACKAGING.glob("*.py")}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in names:
                top = name.split(".")[0]
                assert top in sys.stdlib_module_names or top in own, f"{path.name}: {name}"


@pytest.fixture
def poor_debian(monkeypatch, set_up):
    """A Debian where no library opens, nobody is root and there is no sudo."""

    def fail(name, *rest, **named):
        raise OSError(name)

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", fail)
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    real = shutil.which
    monkeypatch.setattr(
        shutil, "which", lambda name: None if name == "sudo" else real(name) or f"/usr/bin/{name}"
    )
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: "ID=debian\n")
    return set_up


@pytest.mark.skipif(sys.platform != "linux", reason="system packages are a matter of Linux")
def test_without_root_the_exact_line_to_type_is_printed(poor_debian, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(
        subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 0, "", "")
    )
    with pytest.raises(poor_debian["places"].SetUpError) as told:
        poor_debian["system_packages"].ensure_qt_libraries(with_window=True)
    line = str(told.value).splitlines()[-1].strip()
    assert line.startswith("sudo apt-get update && sudo apt-get install -y ")
    assert {"libgl1", "libegl1", "libxcb-cursor0"} <= set(line.split())


@pytest.mark.skipif(sys.platform != "linux", reason="system packages are a matter of Linux")
def test_tests_do_not_ask_for_the_libraries_of_a_real_window(poor_debian, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(
        subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 0, "", "")
    )
    with pytest.raises(poor_debian["places"].SetUpError) as told:
        poor_debian["system_packages"].ensure_qt_libraries(with_window=False)
    assert "libxcb-cursor0" not in str(told.value)


@pytest.mark.parametrize(
    ("given", "handed"),
    [
        (["run", "export", "a.journey", "-o", "b.pdf"], ["export", "a.journey", "-o", "b.pdf"]),
        (["run", "--version"], ["--version"]),
        (["run", "--from", "wheels", "a.journey"], ["a.journey"]),
        (["run", "--from=wheels", "--sample", "holiday"], ["--sample", "holiday"]),
        (["run"], []),
        (["test", "-k", "parity"], ["-k", "parity"]),
    ],
)
def test_arguments_reach_the_program_as_they_were(set_up, given, handed):
    commands = set_up["commands"]
    parsed = commands._parser().parse_args(commands._with_program_arguments_apart(given))
    assert parsed.args == handed


def test_a_stamp_is_current_only_for_the_same_locks_and_python(set_up, monkeypatch, tmp_path):
    environment = set_up["environment"]
    stamp = tmp_path / "stamp.json"
    monkeypatch.setattr(environment, "STAMP", stamp)
    monkeypatch.setattr(environment, "venv_python", lambda: Path(sys.executable))
    assert not environment._is_current("run")
    stamp.write_text(json.dumps(environment._stamp("test")), encoding="utf-8")
    assert environment._is_current("test")
    assert environment._is_current("run")
    stamp.write_text(json.dumps(environment._stamp("run")), encoding="utf-8")
    assert environment._is_current("run")
    assert not environment._is_current("test")
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert not environment._is_current("run")


def test_an_environment_that_moved_with_its_folder_is_made_anew(set_up, monkeypatch, tmp_path):
    environment = set_up["environment"]
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.setattr(environment, "VENV", here)
    monkeypatch.setattr(environment, "venv_python", lambda: Path(sys.executable))
    settings = here / "pyvenv.cfg"
    settings.write_text(f"command = python -m venv --clear {here}\n", encoding="utf-8")
    assert environment._is_usable()
    settings.write_text(f"command = python -m venv --clear {tmp_path / 'there'}\n", "utf-8")
    assert not environment._is_usable()


def test_the_locks_pin_everything_with_hashes_and_name_no_registry():
    for lock in ("requirements.txt", "requirements-dev.txt"):
        text = (PACKAGING / lock).read_text(encoding="utf-8")
        assert "://" not in text
        entries = text.replace("\\\n", " ").splitlines()
        for entry in filter(None, entries):
            assert "==" in entry
            assert "--hash=sha256:" in entry


def test_pyside_is_the_version_that_does_not_abort_on_python_311():
    lock = (PACKAGING / "requirements.txt").read_text(encoding="utf-8")
    assert "pyside6-essentials==6.11.3" in lock
    assert "pyside6-addons" not in lock


@pytest.mark.skipif(sys.platform != "linux", reason="DISPLAY is a matter of Linux")
def test_a_display_counts_only_while_its_server_answers(set_up, monkeypatch):
    is_reachable = set_up["system_packages"].is_display_reachable
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert not is_reachable()
    monkeypatch.setenv("DISPLAY", ":64999")
    assert not is_reachable()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X64999")
        server.listen()
        assert is_reachable()


@pytest.mark.parametrize(
    ("given", "is_with_window"),
    [
        (["run", "--sample", "holiday"], True),
        (["run", "--language", "da"], True),
        (["run", "a.journey"], True),
        (["run", "--version"], False),
        (["run", "export", "--help"], False),
    ],
)
def test_whatever_opens_a_window_has_its_libraries_looked_at(
    set_up, monkeypatch, given, is_with_window
):
    commands = set_up["commands"]
    asked = []
    monkeypatch.setattr(commands, "ensure_environment", lambda *_: Path(sys.executable))
    monkeypatch.setattr(commands, "ensure_qt_libraries", lambda **named: asked.append(named))
    monkeypatch.setattr(commands, "_hand_over", lambda command: 0)
    assert commands.main(given) == 0
    assert bool(asked) == is_with_window


def test_every_command_of_the_program_is_known_to_need_no_window(set_up):
    assert set(set_up["commands"].WITHOUT_WINDOW) == {*COMMANDS, "--version", "--help", "-h"}


PROGRAM = """
import signal, sys, time
def end(*_):
    time.sleep(0.6)  # as long as the program may need to put a file away
    sys.exit(7)
signal.signal(signal.SIGINT, end)
print("ready", flush=True)
time.sleep(60)
"""
STARTER = """
import sys
sys.path.insert(0, sys.argv[1])
import commands
sys.exit(commands._stay_with([sys.executable, "-c", sys.argv[2]]))
"""


@pytest.mark.skipif(os.name == "nt", reason="sends Ctrl+C as POSIX terminals do")
def test_ctrl_c_lets_the_program_end_by_itself():
    with subprocess.Popen(
        [sys.executable, "-c", STARTER, str(PACKAGING), PROGRAM],
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as started:
        assert started.stdout.readline() == b"ready\n"
        os.killpg(started.pid, signal.SIGINT)
        assert started.wait() == 7


@pytest.fixture
def apt(monkeypatch, set_up):
    """Tell how apt-get is to end; what was asked of it is listed."""
    packages = set_up["system_packages"]
    ends, asked = {}, []

    def run(command, **_):
        word = next((word for word in ("update", "install") if word in command), "")
        asked.append(word)
        return subprocess.CompletedProcess(command, ends.get(word, 0), "", f"{word} said no")

    monkeypatch.setattr(packages, "_as_root", list)
    monkeypatch.setattr(subprocess, "run", run)
    ends["asked"] = asked
    return ends


def test_a_broken_package_source_does_not_stop_the_install(set_up, apt):
    apt["update"] = 100
    set_up["system_packages"]._install([("libgl1",)])
    assert apt["asked"][-1] == "install"


def test_a_failed_install_tells_what_the_update_said_too(set_up, apt):
    apt.update(update=100, install=100)
    with pytest.raises(set_up["places"].SetUpError, match=r"(?s)update said no.*install said no"):
        set_up["system_packages"]._install([("libgl1",)])


def test_what_is_handed_out_holds_the_notices_and_licences_of_others(tmp_path):
    made = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", tmp_path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    (wheel,), (source,) = tmp_path.glob("*.whl"), tmp_path.glob("*.tar.gz")
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = archive.namelist()
    with tarfile.open(source) as archive:
        in_source = archive.getnames()
    notices = ["LICENSE", "THIRD-PARTY-NOTICES.md", "resources/icons/LICENSE"]
    notices += [f"resources/fonts/{path.name}" for path in ROOT.glob("resources/fonts/OFL*.txt")]
    for notice in notices:
        assert any(name.endswith(f".dist-info/licenses/{notice}") for name in in_wheel), notice
        assert any(name.partition("/")[2] == notice for name in in_source), notice
