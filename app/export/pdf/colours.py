"""Colour roles as PDF operators: in light for screens and large inkjets, in ink for presses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from model.layout.theme import Theme

REGISTRATION = "registration"
"""The role of marks that every plate must carry, so that plates can be laid over one another."""
REGISTRATION_SPACE = "All"
"""Resource name of the separation that is all plates; the only colour space a page names."""
OVERPRINTING, KNOCKING_OUT = "OverprintOn", "OverprintOff"
"""Resource names of the graphics states round black text; strokes always knock out."""
_SPACES = (
    f"<</{REGISTRATION_SPACE}[/Separation/All/DeviceCMYK"
    "<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[1 1 1 1]/N 1>>]>>"
)
_STATES = (
    f"<</{OVERPRINTING}<</Type/ExtGState/OP false/op true/OPM 1>>"
    f"/{KNOCKING_OUT}<</Type/ExtGState/OP false/op false/OPM 0>>>>"
)


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


@dataclass(frozen=True, slots=True)
class Palette:
    """The operators of one print.

    Attributes:
        fills, strokes: What sets the colour of shapes and icons.
        texts: What sets the colour of text.
        image_state: What is to be set before an image is drawn, "" for nothing.
    """

    fills: Inks
    strokes: Inks
    texts: Inks
    image_state: str = ""

    def resources(self) -> dict[str, str]:
        """Return what these operators name, spelled, by kind of resource; {} in RGB."""
        if not self.image_state:
            return {}
        made = {"ExtGState": _STATES}
        if any(REGISTRATION in inks for inks in (self.fills, self.strokes, self.texts)):
            made["ColorSpace"] = _SPACES
        return made


def palette_of(theme: Theme, *, is_for_press: bool) -> Palette:
    """Return the operators of ``theme``: CMYK for a press, else RGB."""
    if not is_for_press:
        fills = _RgbInks(theme, "rg")
        return Palette(fills, _RgbInks(theme, "RG"), fills)
    state = f"/{KNOCKING_OUT} gs\n"
    return Palette(_PressFills(theme, "k"), _PressInks(theme, "K"), _PressTexts(theme, "k"), state)


class _RgbInks(Inks):
    """Device RGB, the colours of the theme as screens show them: ``rg`` fills, ``RG`` strokes."""

    def _operators(self, role: str) -> str:
        return _spelled((part / 255 for part in self._theme.rgb(role)), self._operator)


class _PressInks(Inks):
    """Device CMYK, the theme's tuned inks: ``k`` fills, ``K`` strokes."""

    def _operators(self, role: str) -> str:
        if role == REGISTRATION:
            space, tint = ("cs", "scn") if self._operator.islower() else ("CS", "SCN")
            return f"/{REGISTRATION_SPACE} {space} 1 {tint}\n"
        return _spelled(self._theme.cmyk(role), self._operator)


class _PressFills(_PressInks):
    """Fills of shapes: they knock out what lies below, also after a text that did not."""

    def _operators(self, role: str) -> str:
        return f"/{KNOCKING_OUT} gs {super()._operators(role)}"


class _PressTexts(_PressInks):
    """Text is of black ink alone; where it is all of it, it is printed over what lies below.

    So small letters have no coloured seams where plates do not meet (reference 3.2: no mixed
    black). Greys knock out: laid over a tint they would be another grey.
    """

    def _operators(self, role: str) -> str:
        if role == REGISTRATION:
            return f"/{KNOCKING_OUT} gs {super()._operators(role)}"
        *colours, black = self._theme.cmyk(role)
        if any(colours):
            red, green, blue = self._theme.rgb(role)
            black = 1 - (0.299 * red + 0.587 * green + 0.114 * blue) / 255
        state = OVERPRINTING if black >= 1 else KNOCKING_OUT
        return f"/{state} gs {_spelled((0, 0, 0, black), self._operator)}"


def _spelled(parts: Iterable[float], operator: str) -> str:
    numbers = (f"{part:.3f}".rstrip("0").rstrip(".") for part in parts)
    return f"{' '.join(numbers)} {operator}\n"
