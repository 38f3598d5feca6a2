"""A place in a map: the keys and positions that lead to it, and how people write them."""

from __future__ import annotations

import json
import re

Place = tuple[str | int, ...]

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")


def path_text(place: Place) -> str:
    """Return ``("lanes", 2, "name")`` as ``lanes[2].name``; the whole document is ``$``."""
    text = ""
    for part in place:
        if isinstance(part, int):
            text += f"[{part}]"
        elif _PLAIN.match(part) and not text.endswith(".cells"):
            text += f".{part}" if text else part
        else:
            text += f"[{json.dumps(part, ensure_ascii=False)}]"
    return text or "$"
