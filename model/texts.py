"""The words people read, from one table per language; needs no Qt.

``resources/texts/<language>/<area>.json`` holds ``{key: sentence}``; the full key is
``area.key``. A sentence names its parameters as ``{name}``; one that counts is
``{"one": ..., "other": ...}`` and is chosen by ``count``.
"""

from __future__ import annotations

import json
import locale
import os
import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from model.problems import Problem, Word
from model.unseen import visible
from resources import resource_names, resource_text

LANGUAGES = ("da", "en")
_GROUPED = 10_000  # whole numbers from here on have their thousands set apart
_SCALE = re.compile(r"[0-9]+(\.[0-9]+)?:[0-9]+(\.[0-9]+)?")
# Parameters that some problems have beside those of their sentence, and what is said of them.
_MORE_KNOWN = {"older": "problems.older_version", "disk_room": "problems.disk_room"}
Sentence = str | Mapping[str, str]


class Texts:
    """The words of one language: ``texts("canvas.add_card")``."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._table = text_table(self.language)

    def __call__(self, key: str, /, **params: object) -> str:
        """Return the sentence for ``key`` with its parameters filled in.

        Raises:
            KeyError: If no such sentence exists: a fault of ours that tests find.
        """
        sentence = self._table[key]
        if not isinstance(sentence, str):
            sentence = sentence["one" if params.get("count") == 1 else "other"]
        if not params:
            return sentence
        return sentence.format(**{name: self._written(value) for name, value in params.items()})

    def _written(self, value: object) -> object:
        """Return a number, a scale (``1:2.5``) or a `Word` as this language writes it.

        In a text what cannot be seen is named (`model.unseen.visible`).
        """
        if isinstance(value, Word):
            return str(self(value)).lower()
        if isinstance(value, int | float) and abs(value) >= _GROUPED and value == value // 1:
            return f"{value:,.0f}".replace(",", str(self._table["sheet.grouping"]))
        if isinstance(value, float):
            value = f"{value:.12g}"
        elif not (isinstance(value, str) and _SCALE.fullmatch(value)):
            return visible(value) if isinstance(value, str) else value
        return value.replace(".", ",") if self.language == "da" else value

    def has(self, key: str) -> bool:
        """Tell whether there is a sentence for ``key``."""
        return key in self._table

    def of(self, problem: Problem) -> str:
        """Return what to tell a person about ``problem``, and what else is known of the file."""
        said = [self(f"problems.{problem.code}", **problem.params)]
        for known, key in _MORE_KNOWN.items():
            if problem.params.get(known):
                said.append(self(key, **problem.params))
        return " ".join(said)


@cache
def text_table(language: str) -> Mapping[str, Sentence]:
    """Return all sentences of ``language`` by full key."""
    table: dict[str, Sentence] = {}
    folder = f"texts/{language}"
    for name in resource_names(folder):
        if name.endswith(".json"):
            area = name.removesuffix(".json")
            for key, sentence in json.loads(resource_text(f"{folder}/{name}")).items():
                table[f"{area}.{key}"] = sentence
    return MappingProxyType(table)


def system_language() -> str:
    """Return ``"da"`` or ``"en"``: what the system's settings ask for, without Qt."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "da" if value.lower().startswith("da") else "en"
    try:
        asked = locale.getlocale()[0] or ""
    except ValueError:
        asked = ""
    return "da" if asked.lower().startswith(("da", "danish")) else "en"
