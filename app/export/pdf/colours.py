"""Colour roles as PDF operators; one class per colour space, so that a press can have its own."""

from __future__ import annotations

from model.layout.theme import Theme


class Inks(dict[str, str]):
    """Operators by colour role, made when first asked for."""

    def __init__(self, theme: Theme, operator: str) -> None:
        super().__init__()
        self._theme = theme
        self._operator = operator

    def __missing__(self, role: str) -> str:
        made = self[role] = self._operators(role)
        return made

    def _operators(self, role: str) -> str:
        raise NotImplementedError


class RgbInks(Inks):
    """Device RGB, the colours of the theme as screens show them: ``rg`` fills, ``RG`` strokes."""

    def _operators(self, role: str) -> str:
        parts = (f"{part / 255:.3f}".rstrip("0").rstrip(".") for part in self._theme.rgb(role))
        return f"{' '.join(parts)} {self._operator}\n"


def rgb_inks(theme: Theme) -> tuple[Inks, Inks]:
    """Return the (fill, stroke) operators of ``theme`` in RGB."""
    return RgbInks(theme, "rg"), RgbInks(theme, "RG")
