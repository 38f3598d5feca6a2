"""Tool tips that stay text: Qt reads markup in them, and a file named in it would be opened."""

from __future__ import annotations


def plain_tip(text: str) -> str:
    """Return ``text`` so that a tool tip cannot take it for rich text."""
    return text.replace("<", "\u2039").replace(">", "\u203a")
