"""A map whose parts fit but do not belong together: ids used twice, references that lead nowhere.

Nothing is dropped: cells of a step that does not exist get that step, in a phase that says so; what
referred to nothing is kept beside its thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from model.file.fitting import Told, as_id, kind_of_item
from model.file.mending import Document, put_aside
from model.integrity import integrity_problems
from model.journey import JourneyMap
from model.places import Place, path_text
from model.problems import FileProblem
from model.texts import Texts

_ROUNDS = 8
_LONGEST_NAME = 40
_VITAL = {
    "links": ("source", "target"),
    "photos": ("image",),
    "dismissals": ("phase", "step", "card", "persona"),
}


def place_loose(document: Document, loose: list[tuple[str, Document]], told: Told) -> None:
    """Put ``loose`` items of cells into lanes that say that they were found there."""
    if not loose:
        return
    words = _words(document)
    steps = [str(step.get("id")) for step in _steps(document)]
    lanes: dict[str, Document] = {}
    for step, item in loose:
        kind = kind_of_item(item)
        lane = lanes.setdefault(
            kind,
            {"id": f"rescued-{kind}", "kind": kind, "name": words("salvage.lane"), "cells": {}},
        )
        column = step or (steps[0] if steps else "rescued")
        lane["cells"].setdefault(column, []).append(item)
    document.setdefault("lanes", []).extend(lanes.values())
    told.append(FileProblem("repair.loose", count=len(loose), lane=words("salvage.lane")))


def place_all(document: Document, told: Told) -> Document:
    """Return ``document``, each part of which fits, so that all of it belongs together."""
    _ensure_steps(document, told)
    for _ in range(_ROUNDS):
        journey = JourneyMap.model_validate(document)
        problems = integrity_problems(journey)
        if not problems:
            break
        taken = _ids(document)
        _add_steps(document, problems, told)
        gone: list[tuple[str, int]] = []
        for problem in problems:
            place = problem.params["place"]
            assert isinstance(place, tuple)
            _settle(document, problem, place, taken, gone, told)
        for register, row in sorted(set(gone), reverse=True):
            put_aside(document, f"{register}.{row}", document[register].pop(row))
    return document


def place_words(document: Document, place: Place, *, has_field: bool = True) -> str:
    """Return where ``place`` is in ``document``, as people know it: ``Does › Buys › Pays · span``.

    Without ``has_field`` the field of what has a name is left out.

    What has no name is told as it stands in the file, ``links[2]``.
    """
    said: list[str] = []
    held: Any = document
    at, rest = 0, ""
    for at, key in enumerate(place):
        held = _inside(held, key)
        name = _name_of(held)
        if held is None or (isinstance(held, dict) and not name and at == len(place) - 1):
            break
        if name:
            said.append(name)
        elif at > 0 and place[at - 1] == "cells":
            said.append(_step_name(document, str(key)))
        elif not isinstance(held, dict | list) or at == len(place) - 1:
            rest = str(key)
    else:
        at += 1
    if not said:
        return path_text(place)
    missing = path_text(place[at:]) if at < len(place) else rest
    return " › ".join(said) + (f" · {missing}" if missing and has_field else "")


def _inside(held: Any, key: str | int) -> Any:
    try:
        return held[key]
    except (LookupError, TypeError):
        return None


def _name_of(held: Any) -> str:
    if not isinstance(held, dict):
        return ""
    for field in ("name", "title", "text", "label", "caption"):
        name = held.get(field)
        if isinstance(name, str) and name.strip():
            line = " ".join(name.split())
            return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"
    return ""


def _step_name(document: Document, step_id: str) -> str:
    named = (step.get("name") for step in _steps(document) if step.get("id") == step_id)
    return str(next(named, None) or step_id)


def _settle(
    document: Document,
    problem: FileProblem,
    place: Place,
    taken: set[str],
    gone: list[tuple[str, int]],
    told: Told,
) -> None:
    """Set right what one ``problem`` is about; ``gone`` collects entries that mean nothing now."""
    found = str(problem.params["id"])
    if problem.code == "file.duplicate_id" and place[0] == "images":
        gone.append((str(place[0]), int(place[1])))
    elif problem.code == "file.duplicate_id":
        holder = _at(document, place)
        holder["id"] = as_id(found, taken)
        told.append(FileProblem("repair.id_twice", path=place, id=found, now=holder["id"]))
    elif problem.code == "file.span_past_end":
        holder = _at(document, place[:-1])
        columns = [str(step["id"]) for step in _steps(document)]
        room = len(columns) - columns.index(str(place[3]))
        if holder["span"] > room:
            told.append(FileProblem("repair.changed", path=place, was=holder["span"], now=room))
            put_aside(holder, "span", holder["span"])
            holder["span"] = room
    elif problem.code in ("file.dangling_reference", "file.wrong_reference"):
        told.append(FileProblem("repair.reference", path=place, id=found))
        if place[-1] in _VITAL.get(str(place[0]), ()) and len(place) == 3:
            gone.append((str(place[0]), int(place[1])))
        else:
            _take_out(_at(document, place[:-1]), str(place[-1]), found)


def _take_out(holder: Document, name: str, found: str) -> None:
    held = holder[name]
    if isinstance(held, list | tuple):
        holder[name] = [each for each in held if each != found]
    else:
        del holder[name]
    put_aside(holder, name, found)


def _add_steps(document: Document, problems: tuple[FileProblem, ...], told: Told) -> None:
    unknown = {
        str(problem.params["id"]): None
        for problem in problems
        if problem.code == "file.unknown_step"
    }
    if unknown:
        name = _words(document)("salvage.phase")
        steps = [{"id": each, "name": each} for each in unknown]
        phase_id = as_id("rescued", {str(phase["id"]) for phase in document["phases"]})
        document["phases"].append({"id": phase_id, "name": name, "steps": steps})
        told.append(FileProblem("repair.steps", count=len(steps), phase=name))


def _ensure_steps(document: Document, told: Told) -> None:
    """A map has a phase, and a phase has a step."""
    name = _words(document)("salvage.phase")
    phases = document["phases"]
    if not phases:
        phases.append({"id": "rescued", "name": name, "steps": []})
        told.append(FileProblem("repair.phase", phase=name))
    taken = {str(step.get("id")) for step in _steps(document)}
    for phase in phases:
        if not phase["steps"]:
            phase["steps"] = [{"id": as_id(f"{phase['id']}-1", taken)}]
            told.append(FileProblem("repair.step", phase=phase.get("name") or phase["id"]))


def _steps(document: Document) -> Iterator[Document]:
    """Yield the steps of ``document``, which need not fit yet."""
    phases = document.get("phases")
    for phase in phases if isinstance(phases, list) else ():
        steps = phase.get("steps") if isinstance(phase, dict) else None
        yield from (step for step in (steps if isinstance(steps, list) else ()) if _is_object(step))


def _is_object(part: object) -> bool:
    return isinstance(part, dict)


def _ids(part: Any) -> set[str]:
    found: set[str] = set()
    todo = [part]
    while todo:
        held = todo.pop()
        if isinstance(held, dict):
            if isinstance(held.get("id"), str):
                found.add(held["id"])
            todo.extend(held.values())
        elif isinstance(held, list):
            todo.extend(held)
    return found


def _at(document: Document, place: Place) -> Document:
    held: Any = document
    for key in place:
        held = held[key]
    assert isinstance(held, dict)
    return held


def _words(document: Document) -> Texts:
    about = document.get("about")
    language = about.get("language", "en") if isinstance(about, dict) else "en"
    return Texts(str(language)[:2])
