"""The templates that are kept on this computer, by name, for the command line."""

from __future__ import annotations

from pathlib import Path

from app.cli.arguments import Usage
from app.cli.console import one_line, say, say_notes
from app.own_files import MAX_OWN_BYTES, TEMPLATES_FOLDER, OwnFiles, own_folder
from app.settings import settings_folder
from model.file import read_bounded, shown_name
from model.keeping.templates import OwnTemplate
from model.templates import template_ids
from model.texts import Texts


def say_own_templates(texts: Texts) -> None:
    """Say them, a line each, the file's name first; tell on stderr of those that are damaged."""
    store = _store()
    for file in store.entries() if store is not None else ():
        about = f" – {one_line(file.content.description)}" if file.content.description else ""
        say(f"{one_line(file.id)}  {one_line(file.name)}{about}")
    if store is not None:
        say_notes(texts, store.kind.folder, store.problems)


def own_template(command: str, wanted: str) -> OwnTemplate:
    """Return the template that is kept under a name, or is in the file ``wanted``.

    Raises:
        Usage: If there is none of that name.
        FileProblem: If its file is no whole and sound template.
    """
    # What reads a template is needed for nothing that comes along.
    from app.own_things import TEMPLATES

    path = Path(wanted)
    store = _store()
    entries = store.entries() if store is not None else ()
    kept = [file for file in entries if wanted == file.id]
    kept += [file for file in entries if wanted.casefold() == file.name.casefold()]
    is_file = path.suffix.lower() == TEMPLATES.ending
    if kept and not (is_file and path.is_file()):
        return kept[0].content
    if is_file:
        return TEMPLATES.read(read_bounded(path, MAX_OWN_BYTES), shown_name(path))
    known = ", ".join((*template_ids(), *(one_line(file.name) for file in entries)))
    raise Usage(command, "unknown_template", template=wanted, templates=known)


def _store() -> OwnFiles[OwnTemplate] | None:
    settings = settings_folder()
    if not (own_folder(settings) / TEMPLATES_FOLDER).is_dir():
        return None  # nothing is kept: start without what reads it
    from app.own_things import OwnThings

    return OwnThings(settings).templates
