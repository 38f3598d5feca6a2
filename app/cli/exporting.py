"""``journeywall export``: a map on paper, by options or a preset."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.cli.arguments import Arguments, Usage, checked_language, required
from app.cli.console import one_line, say_notes
from app.cli.print_options import add_print_options, chosen_settings
from app.saving import save_export
from model.file import read_journey, shown_name
from model.filtering import view_named
from model.journey import JourneyMap
from model.texts import Texts
from model.views import SavedView


def export(arguments: Sequence[str], texts: Texts) -> int:
    """Print the map the arguments name into the file they name; return the exit code."""
    parser = Arguments("export")
    parser.add_argument("file", nargs="?")
    parser.add_argument("-o", "--output")
    parser.add_argument("--view")
    add_print_options(parser)
    given = parser.read(arguments)
    source = Path(required("export", given.file, "FILE"))
    target = Path(required("export", given.output, "-o"))
    checked_language("export", given.language)
    settings = chosen_settings(given, texts)
    if target.suffix.lower() != ".pdf":
        raise Usage("export", "not_pdf", file=target)
    journey = read_journey(source)
    view = _view(journey, given.view)
    # reportlab and pikepdf are slow to import and arguments at fault need neither.
    from app.export.jobs import export_warnings, print_journey

    made = print_journey(journey, settings, view=view)
    save_export(target, made.data)
    say_notes(texts, shown_name(source), (*made.notes, *export_warnings(journey)))
    return 0


def _view(journey: JourneyMap, name: str | None) -> SavedView | None:
    if name is None:
        return None
    view = view_named(journey, name)
    if view is None and not journey.views:
        raise Usage("export", "no_views", view=one_line(name))
    if view is None:
        names = ", ".join(one_line(held.name or held.id) for held in journey.views)
        raise Usage("export", "unknown_view", view=one_line(name), views=names)
    return view
