"""The commands of ``journeywall`` that open no window; none of them needs Qt."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from app.cli.arguments import (
    Arguments,
    HelpAsked,
    Usage,
    checked_language,
    help_page,
    required,
    understood,
)
from app.cli.console import one_line, say
from app.cli.own_templates import own_template, say_own_templates
from app.cli.print_options import named_preset
from app.saving import save_journey
from model.edits import set_about
from model.exchange.endings import EXPORTED, TABLE_NAMES, is_exported
from model.file import json_schema, shown_name
from model.journey import JourneyMap
from model.keeping.templates import started_from
from model.problems import FileProblem
from model.templates import sample, template, template_ids, template_names
from model.texts import Texts
from model.values import present_time

Command = Callable[[Sequence[str], Texts], int]


def _templates(arguments: Sequence[str], texts: Texts) -> int:
    parser = Arguments("templates")
    parser.add_language()
    language = checked_language("templates", parser.read(arguments).language)
    for info in template_names(language or texts.language):
        say(f"{info.id}  {one_line(info.name)} – {one_line(info.description)}")
    say_own_templates(texts)
    return 0


def _new(arguments: Sequence[str], texts: Texts) -> int:
    parser = Arguments("new")
    parser.add_argument("--template")
    parser.add_argument("--sample")
    parser.add_language()
    parser.add_argument("-o", "--output")
    parser.add_argument("--force", action="store_true")
    given = parser.read(arguments)
    path = journey_path("new", given.output)
    language = checked_language("new", given.language) or texts.language
    journey = _new_map(given, language, texts)
    refuse_overwriting(path, is_forced=given.force)
    save_journey(path, journey)
    return 0


def _new_map(given: argparse.Namespace, language: str, texts: Texts) -> JourneyMap:
    if (given.template is None) == (given.sample is None):
        raise Usage("new", "template_or_sample")
    if given.template is None:
        with understood("new", texts):
            made = sample(given.sample, language)
    elif given.template in template_ids():
        made = template(given.template, language)
    else:
        kept = own_template("new", given.template)
        if given.language is not None:  # its words are in the language people wrote them in
            raise Usage("new", "option_not_with", option="--language", other=given.template)
        made = started_from(kept)
    now = present_time()
    return set_about(made, created=now, modified=now)


def _export(arguments: Sequence[str], texts: Texts) -> int:
    # What only a print needs is read by no other command.
    from app.cli.exporting import export

    return export(arguments, texts)


def _check(arguments: Sequence[str], texts: Texts) -> int:
    parser = Arguments("check")
    parser.add_argument("file", nargs="?")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--print")
    given = parser.read(arguments)
    path = Path(required("check", given.file, "FILE"))
    preset = None if given.print is None else named_preset("check", given.print)
    # Fonts are opened only to be asked what they lack; other commands start without.
    from app.cli.checking import check

    settings = None if preset is None else preset.settings
    return check(path, texts, is_json=given.json, settings=settings)


def _convert(arguments: Sequence[str], texts: Texts) -> int:
    parser = Arguments("convert")
    parser.add_argument("file", nargs="?")
    parser.add_argument("output", nargs="?")
    parser.add_argument("--force", action="store_true")
    parser.add_argument("--rescue", action="store_true")
    parser.add_argument("--sheet")
    parser.add_argument("--table")
    given = parser.read(arguments)
    source = Path(required("convert", given.file, "IN"))
    target = Path(required("convert", given.output, "OUT"))
    if target.suffix.lower() != ".journey" and not is_exported(target):
        endings = ", ".join((".journey", *EXPORTED))
        raise Usage("convert", "not_convertible", file=target, endings=endings)
    if given.table is not None and given.table not in TABLE_NAMES:
        choices = ", ".join(TABLE_NAMES)
        raise Usage(
            "convert", "option_choice", option="--table", value=given.table, choices=choices
        )
    refuse_overwriting(target, is_forced=given.force)
    # Other programs' formats are needed by nothing else.
    from app.cli.converting import Wish, convert

    return convert(source, target, Wish(given.sheet, given.table, is_rescue=given.rescue), texts)


def _compare(arguments: Sequence[str], texts: Texts) -> int:
    # What only a comparison needs is read by no other command.
    from app.cli.comparing import compare_files

    return compare_files(arguments, texts)


def _merge(arguments: Sequence[str], texts: Texts) -> int:
    # What only a merge needs is read by no other command.
    from app.cli.merging import merge_files

    return merge_files(arguments, texts)


def _figures(arguments: Sequence[str], texts: Texts) -> int:
    # What only figures need is read by no other command.
    from app.cli.reading_figures import figures_of_file

    return figures_of_file(arguments, texts)


def _report(arguments: Sequence[str], texts: Texts) -> int:
    # What only a report needs is read by no other command.
    from app.cli.map_reports import report_file

    return report_file(arguments, texts)


def _matrix(arguments: Sequence[str], texts: Texts) -> int:
    # What only a matrix needs is read by no other command.
    from app.cli.matrix import matrix_file

    return matrix_file(arguments, texts)


def _schema(arguments: Sequence[str], _texts: Texts) -> int:
    Arguments("schema").read(arguments)
    say(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0


def journey_path(command: str, given: str | None) -> Path:
    """Return where a map is to be written.

    Raises:
        Usage: If nothing is named, or no map file.
    """
    path = Path(required(command, given, "-o"))
    if path.suffix.lower() != ".journey":
        raise Usage(command, "not_journey", file=path)
    return path


def refuse_overwriting(path: Path, *, is_forced: bool) -> None:
    """Refuse a target that is there already, unless that is asked for.

    Raises:
        FileProblem: ``file.exists``.
    """
    try:
        is_there = path.exists()
    except OSError:  # a name too long, a folder that may not be entered: told when it is written
        is_there = False
    if is_there and not is_forced:
        raise FileProblem("file.exists", file=shown_name(path))


def _with_help(name: str, command: Command) -> Command:
    def run(arguments: Sequence[str], texts: Texts) -> int:
        try:
            return command(arguments, texts)
        except HelpAsked:
            say(help_page(name, texts))
            return 0

    return run


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        name: _with_help(name, command)
        for name, command in {
            "templates": _templates,
            "new": _new,
            "export": _export,
            "check": _check,
            "convert": _convert,
            "compare": _compare,
            "merge": _merge,
            "report": _report,
            "matrix": _matrix,
            "figures": _figures,
            "schema": _schema,
        }.items()
    }
)
