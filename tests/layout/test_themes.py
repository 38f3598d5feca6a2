"""Themes: the same roles everywhere, legible, and told apart by everyone and in one ink."""

from __future__ import annotations

import re
from itertools import combinations
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from model.cards import CardColour
from model.layout.theme import Theme, theme_names
from resources import resource_path

COLOURS = get_args(CardColour)
THEMES = ("screen_light", "screen_dark", "print", "ink_saving", "greyscale")
# Linear sRGB to XYZ (D65), and Machado, Oliveira and Fernandes 2009 at severity 1.0.
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
SIGHTS = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
Vector = NDArray[np.float64]


def linear(theme: Theme, role: str) -> Vector:
    part = np.array(theme.rgb(role)) / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def lab(linear_rgb: Vector) -> Vector:
    ratio = TO_XYZ @ np.clip(linear_rgb, 0, 1) / (TO_XYZ @ np.ones(3))
    f = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(theme: Theme, one: str, other: str) -> float:
    low, high = sorted(float(TO_XYZ[1] @ linear(theme, role)) for role in (one, other))
    return (high + 0.05) / (low + 0.05)


def test_the_bundled_themes_are_these() -> None:
    assert sorted(theme_names()) == sorted(THEMES)


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_knows_the_same_roles(name: str) -> None:
    assert Theme.named(name).roles == Theme.named("screen_light").roles


@pytest.mark.parametrize("name", THEMES)
def test_every_role_the_layout_names_is_in_the_theme(name: str) -> None:
    named = set()
    for source in resource_path("..").joinpath("model/layout").glob("*.py"):
        text = source.read_text("utf-8")
        for role in re.findall(r'(?:fill|stroke|colour|edge)="([a-z.]+)"', text):
            named.add(role)
    assert named
    assert named <= Theme.named(name).roles


@pytest.mark.parametrize("name", THEMES)
def test_text_on_cards_is_legible_from_afar(name: str) -> None:
    theme = Theme.named(name)
    for colour in COLOURS:
        assert contrast(theme, "card.text", f"card.{colour}.fill") >= 7
        assert contrast(theme, "card.muted", f"card.{colour}.fill") >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    ("text", "grounds"),
    [
        ("text", ("paper", "grid.fill", "feeling.positive.band", "feeling.negative.band")),
        ("phase.text", ("phase.fill",)),
        ("step.text", ("step.fill",)),
        ("lane.text", ("lane.fill",)),
    ],
)
def test_headings_are_legible_from_afar(name: str, text: str, grounds: tuple[str, ...]) -> None:
    for ground in grounds:
        assert contrast(Theme.named(name), text, ground) >= 7


@pytest.mark.parametrize("name", THEMES)
def test_small_print_is_legible(name: str) -> None:
    theme = Theme.named(name)
    for ground in ("paper", "grid.fill", "lane.fill", "step.fill", "feeling.ground"):
        assert contrast(theme, "text.muted", ground) >= 4.5
    for role in ("warning", "moment"):
        assert contrast(theme, role, "step.fill") >= 4.5


@pytest.mark.parametrize("name", THEMES)
def test_outlines_and_curves_stand_out_from_the_paper(name: str) -> None:
    theme = Theme.named(name)
    for colour in COLOURS:
        for ground in ("paper", "grid.fill"):
            assert contrast(theme, f"card.{colour}.line", ground) >= 3
            assert contrast(theme, f"curve.{colour}", ground) >= 3
    for role in ("link", "blueprint", "feeling.line", "metric.bar", "metric.target"):
        assert contrast(theme, role, "paper") >= 3


@pytest.mark.parametrize("name", ["screen_light", "print", "screen_dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_card_colours_are_told_apart_by_everyone(name: str, sight: str) -> None:
    theme = Theme.named(name)
    seen = {c: lab(SIGHTS[sight] @ linear(theme, f"card.{c}.fill")) for c in COLOURS}
    for one, other in combinations(COLOURS, 2):
        assert np.linalg.norm(seen[one] - seen[other]) >= 10, (one, other)


@pytest.mark.parametrize("name", ["print", "greyscale", "screen_light"])
def test_card_colours_are_told_apart_in_one_ink(name: str) -> None:
    theme = Theme.named(name)
    steps = sorted(float(lab(linear(theme, f"card.{c}.fill"))[0]) for c in COLOURS)
    assert min(np.diff(steps)) >= 5


@pytest.mark.parametrize("name", ["print", "ink_saving", "greyscale"])
def test_ink_is_within_what_presses_take(name: str) -> None:
    theme = Theme.named(name)
    for role in theme.roles:
        ink = theme.cmyk(role)
        assert all(0 <= part <= 1 for part in ink)
        assert sum(ink) <= 2.8
    assert theme.cmyk("card.text") == (0, 0, 0, 1)
    assert theme.cmyk("paper") == (0, 0, 0, 0)


def test_greyscale_uses_black_ink_only() -> None:
    theme = Theme.named("greyscale")
    for role in theme.roles:
        assert theme.cmyk(role)[:3] == (0, 0, 0)
        assert len(set(theme.rgb(role))) == 1


def test_greys_of_feelings_are_told_apart() -> None:
    """As neighbouring greys are: at least 5 L* apart (reference workshops-and-print.md 3.10)."""
    theme = Theme.named("greyscale")
    for roles in (
        ("feeling.positive", "feeling.neutral", "feeling.negative"),
        ("feeling.positive.band", "feeling.negative.band"),
    ):
        steps = sorted(float(lab(linear(theme, role))[0]) for role in roles)
        assert min(np.diff(steps)) >= 5


def test_greys_of_cards_are_told_apart_in_ink_too() -> None:
    theme = Theme.named("greyscale")
    inks = sorted(theme.cmyk(f"card.{colour}.fill")[3] for colour in COLOURS)
    assert min(np.diff(inks)) >= 0.06


@pytest.mark.parametrize("name", ["ink_saving", "greyscale"])
def test_the_bars_whose_patterns_tell_colours_apart_are_seen(name: str) -> None:
    theme = Theme.named(name)
    for colour in COLOURS:
        for ground in (f"card.{colour}.fill", "lane.fill"):
            assert contrast(theme, f"card.{colour}.bar", ground) >= 3
