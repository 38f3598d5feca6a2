"""What a text can hold and nobody can see, shown: for names in sentences, windows and terminals."""

from __future__ import annotations

import re

# Marks, embeddings, overrides and isolates of direction; characters without width; soft hyphens.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    "|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
)


def visible(text: str) -> str:
    """Return ``text`` for a sentence about it: what turns reading round or cannot be seen is named.

    ``kort‹U+202E›fdp.exe`` is what such a file is called. Joiners between letters of scripts that
    need them, and in emoji, stay as they are.
    """
    return _UNSEEN.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text)
