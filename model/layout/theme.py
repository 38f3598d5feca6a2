"""Themes: what each colour role looks like on a screen, and in ink."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from resources import resource_names, resource_text

Rgb = tuple[int, int, int]
Cmyk = tuple[float, float, float, float]
_PALE = "pale:"
# How much of a colour is left in what is dimmed: words must still be read by who wants to.
_LEFT_IN_GROUNDS, _LEFT_IN_LINES, _LEFT_IN_WORDS = 0.25, 0.36, 0.46
LEFT_IN_PICTURES = 0.36
# On dark paper notes stay light enough for dark words, which nearing the paper would not dim.
_LEFT_IN_GROUNDS_ON_DARK = 0.36
_DARK = 3 * 128
_GROUNDS = (".fill", ".ground", ".band", ".track")
_WORDS = ("text", ".text", ".muted", ".ink")


class Theme:
    """The colours of all roles, from ``resources/themes/<name>.toml``."""

    def __init__(self, name: str, roles: Mapping[str, str | Mapping[str, object]]) -> None:
        self.name = name
        self._rgb = {role: _rgb(colour) for role, colour in roles.items()}
        self._cmyk = {role: _cmyk(colour) for role, colour in roles.items()}
        self._pale_rgb: dict[str, Rgb] = {}
        self._pale_cmyk: dict[str, Cmyk] = {}

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
        if not role.startswith(_PALE):
            return self._rgb[role]
        known = self._pale_rgb.get(role)
        if known is None:
            plain = role.removeprefix(_PALE)
            left = self._left_in(plain)
            red, green, blue = _mixed(self._rgb[plain], self._rgb["paper"], left)
            known = self._pale_rgb[role] = (round(red), round(green), round(blue))
        return known

    def is_dark(self, role: str) -> bool:
        """Tell whether ``role`` is darker than a middle grey."""
        return sum(self.rgb(role)) < _DARK

    def cmyk(self, role: str) -> Cmyk:
        """Return the ink for ``role``, 0 to 1; a theme for screens gives a plain conversion."""
        if not role.startswith(_PALE):
            return self._cmyk[role]
        known = self._pale_cmyk.get(role)
        if known is None:
            plain = role.removeprefix(_PALE)
            cyan, magenta, yellow, black = _mixed(
                self._cmyk[plain], self._cmyk["paper"], self._left_in(plain)
            )
            known = self._pale_cmyk[role] = (cyan, magenta, yellow, black)
        return known

    def _left_in(self, role: str) -> float:
        """Return how much of a role's colour is left when it is dimmed."""
        is_dark = self.is_dark("paper")
        if role.endswith(_GROUNDS):
            return _LEFT_IN_GROUNDS_ON_DARK if is_dark else _LEFT_IN_GROUNDS
        if not role.endswith(_WORDS):
            return _LEFT_IN_LINES
        return 1.0 if is_dark and self.is_dark(role) else _LEFT_IN_WORDS


def pale_role(role: str) -> str:
    """Return the role of what is drawn in ``role`` once it is dimmed: nearer to the paper."""
    return role if role.startswith(_PALE) else _PALE + role


def _mixed(colour: Iterable[float], paper: Iterable[float], left: float) -> Iterator[float]:
    return (own * left + held * (1 - left) for own, held in zip(colour, paper, strict=True))


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
