"""The virtual environment: made once from the locks, then only its stamp is compared."""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

from places import ROOT, RUN_LOCK, STAMP, TEST_LOCK, VENV, SetUpError, venv_python
from system_packages import install_venv_package

LOCKS = {"run": RUN_LOCK, "test": TEST_LOCK}


def ensure_environment(kind: str, wheels: Path | None = None) -> Path:
    """Return the interpreter of an environment that holds the locked packages for ``kind``.

    Args:
        kind: ``"run"`` or ``"test"``; an environment for tests serves runs too.
        wheels: Folder made by ``build --offline``, to install without a network.

    Raises:
        SetUpError: If the environment cannot be made.
    """
    if _is_current(kind):
        return venv_python()
    print(f"Setting up {VENV.name} (once) ...", file=sys.stderr, flush=True)
    STAMP.unlink(missing_ok=True)
    _make_venv()
    source = ["--no-index", "--find-links", str(wheels.resolve())] if wheels else []
    _pip("install", *source, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCKS[kind]))
    _pip("install", *source, "--no-deps", "--no-build-isolation", "-e", str(ROOT))
    STAMP.write_text(json.dumps(_stamp(kind)), encoding="utf-8")
    return venv_python()


def gather_wheels(folder: Path) -> None:
    """Download the locked wheels for this system into ``folder``, for ``run --from``.

    Raises:
        SetUpError: If a wheel cannot be had.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ensure_environment("run")
    _pip(
        "download", "--require-hashes", "--only-binary", ":all:",
        "-r", str(RUN_LOCK), "-d", str(folder.resolve()),
    )  # fmt: skip


def _is_current(kind: str) -> bool:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    fitting = {"run": ("run", "test"), "test": ("test",)}[kind]
    return venv_python().exists() and any(stamp == _stamp(each) for each in fitting)


def _stamp(kind: str) -> dict[str, str]:
    """Say all that an environment depends on: a change of any makes it anew."""
    digest = hashlib.sha256()
    for path in (LOCKS[kind], ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    return {
        "kind": kind,
        "locks": digest.hexdigest(),
        "root": str(ROOT),
        "python": f"{sys.version_info[0]}.{sys.version_info[1]}",
    }


def _make_venv() -> None:
    if _is_usable():
        return
    if importlib.util.find_spec("ensurepip") is None:
        install_venv_package()
    made = _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if made.returncode:
        raise SetUpError(f"The virtual environment could not be made:\n{made.stdout.strip()}")


def _is_usable() -> bool:
    """Tell whether the environment there was made here and runs this very version of Python.

    One that was moved along with its folder starts, but its scripts name the place it came from.
    """
    if not venv_python().exists() or not _was_made_here():
        return False
    asked = f"import pip, sys; print(sys.version_info[:2] == {sys.version_info[:2]!r})"
    return _run([str(venv_python()), "-c", asked]).stdout.strip() == "True"


def _was_made_here() -> bool:
    try:
        settings = (VENV / "pyvenv.cfg").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    made_by = [line.rstrip() for line in settings.splitlines() if line.startswith("command = ")]
    return all(line.endswith(f" {VENV}") for line in made_by)


def _pip(*arguments: str) -> None:
    done = _run([str(venv_python()), "-m", "pip", "--quiet", *arguments])
    if done.returncode == 0:
        return
    said = "\n".join(done.stdout.strip().splitlines()[-12:])
    raise SetUpError(
        f"{said}\n\nThe packages could not be installed. Without a network, gather them where "
        "there is one (python3 packaging build --offline FOLDER) and run "
        "python3 packaging run --from FOLDER."
    )


def _run(command: list[str]) -> "subprocess.CompletedProcess[str]":
    settings = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    # As root in a container pip warns about nothing useful; a venv is what it asks for.
    settings["PIP_ROOT_USER_ACTION"] = "ignore"
    return subprocess.run(
        command,
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
