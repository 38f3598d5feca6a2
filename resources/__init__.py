"""Fonts, icons, templates, samples, texts and themes: data, and how to open it."""

from pathlib import Path

_FOLDER = Path(__file__).parent  # importlib.resources would load 20 modules to find it


def resource_path(name: str) -> Path:
    """Return the path of the resource ``name``, e.g. ``"fonts/JourneywallSans-Regular.ttf"``."""
    return _FOLDER / name


def resource_text(name: str) -> str:
    """Return the text of the resource ``name``, read as UTF-8."""
    return resource_path(name).read_text(encoding="utf-8")


def resource_bytes(name: str) -> bytes:
    """Return the bytes of the resource ``name``."""
    return resource_path(name).read_bytes()


def resource_names(folder: str) -> tuple[str, ...]:
    """Return the names in ``folder``, sorted; none if there is no such folder."""
    place = resource_path(folder)
    return tuple(sorted(entry.name for entry in place.iterdir())) if place.is_dir() else ()
