"""Themes: what each colour role looks like on a screen, and in ink."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from resources import resource_names, resource_text

Rgb = tuple[int, int, int]
Cmyk = tuple[float, float, float, float]


class Theme:
    """The colours of all roles, from ``resources/themes/<name>.toml``."""

    def __init__(self, name: str, roles: Mapping[str, str | Mapping[str, object]]) -> None:
        self.name = name
        self._rgb = {role: _rgb(colour) for role, colour in roles.items()}
        self._cmyk = {role: _cmyk(colour) for role, colour in roles.items()}

    @staticmethod
    @cache
    def named(name: str) -> Theme:
        """Return the theme ``name``, one of `theme_names`.

        Raises:
            FileNotFoundError: If there is no such theme: a fault of ours.
        """
        table = tomllib.loads(resource_text(f"themes/{name}.toml"))
        return Theme(name, MappingProxyType(table["roles"]))

    @property
    def roles(self) -> frozenset[str]:
        """All roles; the same in every theme."""
        return frozenset(self._rgb)

    def rgb(self, role: str) -> Rgb:
        """Return the sRGB colour of ``role``, 0 to 255.

        Raises:
            KeyError: If there is no such role: a fault of ours.
        """
        return self._rgb[role]

    def cmyk(self, role: str) -> Cmyk:
        """Return the ink for ``role``, 0 to 1; a theme for screens gives a plain conversion."""
        return self._cmyk[role]


def theme_names() -> tuple[str, ...]:
    """Return the names of all bundled themes."""
    return tuple(name.removesuffix(".toml") for name in resource_names("themes"))


def _rgb(colour: str | Mapping[str, object]) -> Rgb:
    digits = colour if isinstance(colour, str) else str(colour["rgb"])
    return int(digits[1:3], 16), int(digits[3:5], 16), int(digits[5:7], 16)


def _cmyk(colour: str | Mapping[str, object]) -> Cmyk:
    if isinstance(colour, str):
        return _plain_cmyk(_rgb(colour))
    percent = colour["cmyk"]
    assert isinstance(percent, list)
    cyan, magenta, yellow, black = (float(part) / 100 for part in percent)
    return cyan, magenta, yellow, black


def _plain_cmyk(rgb: Rgb) -> Cmyk:
    red, green, blue = (part / 255 for part in rgb)
    black = 1 - max(red, green, blue)
    if black >= 1:
        return 0.0, 0.0, 0.0, 1.0
    left = 1 - black
    return (left - red) / left, (left - green) / left, (left - blue) / left, black
