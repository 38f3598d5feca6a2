"""The PDF against Qt's and cairo's of the same drawing, and the whole export against a script."""

from __future__ import annotations

import json
import pickle
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from app.export.jobs import metadata_of
from app.export.pdf import export_pdf
from benchmarks.drawing import flat_drawing, flat_lines
from benchmarks.maps import make_map
from benchmarks.measuring import (
    ROOT,
    Ratio,
    median_cpu,
    own_process,
    peak_mb,
    run_in_turns,
    run_process,
    system_python_with_cairo,
)
from model.file import encode
from model.layout.engine import Layout
from model.layout.sheet import Sheet
from model.layout.theme import Theme
from model.paper import PagePlan, fit, parse_paper
from model.printing.pages import Printout
from model.printing.settings import PrintSettings
from model.printing.wall import wall_page
from model.text.fonts import BOLD_SUFFIX, BUNDLED, ONLY_REGULAR, FontBook

PAPER = "3000x1200mm"
MAP, LINES, DRAWING = "map.journey", "lines.json", "drawing.pickle"
_QT_EM = 1000


def report(cards: int) -> list[str]:
    """Return the table's lines for a map of ``cards`` cards."""
    times = 5 if cards <= 5000 else 3
    python = system_python_with_cairo()
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own: a child's peak memory is at least its parent's.
        run_process(own_process("pdf", "prepare", str(cards), folder), {})
        lines = _draw_and_save(python, Path(folder), cards, times)
        if python:
            lines.extend(_whole_process(python, Path(folder), times))
        else:
            lines.append("pycairo: not run (no python3-cairo on this system)")
    return lines


def _draw_and_save(python: str | None, folder: Path, cards: int, times: int) -> list[str]:
    """Compare drawing and saving alone; each process says its own CPU time and the file's size."""
    commands = {"ours": own_process("pdf", "ours", str(cards))}
    commands["QPdfWriter"] = own_process("pdf", "qt", str(cards))
    if python:
        script = [python, str(ROOT / "benchmarks/cairo_floor.py"), "glyphs"]
        script.append(str(folder / DRAWING))
        commands["pycairo"] = [*script, str(folder / "cairo.pdf")]
    runs = run_in_turns(*commands.values(), times=times, settings=_our_fonts_only(folder))
    taken = {
        name: median([float(run.said.split()[-2]) for run in done])
        for name, done in zip(commands, runs, strict=True)
    }
    sizes = {name: int(done[0].said.split()[-1]) for name, done in zip(commands, runs, strict=True)}
    told = ", ".join(f"{name} {size:,} bytes" for name, size in sizes.items())
    floors = sorted((ms, name) for name, ms in taken.items() if name != "ours")
    return [
        f"PDF of {cards} cards: {told}",
        *(str(Ratio("draw and save", taken["ours"], ms, name, 0.5)) for ms, name in floors),
    ]


def _whole_process(python: str, folder: Path, times: int) -> list[str]:
    export = [sys.executable, "-m", "app", "export", str(folder / MAP)]
    export += ["-o", str(folder / "ours.pdf"), "--paper", PAPER, "--scale", "fit"]
    script = [python, str(ROOT / "benchmarks/cairo_floor.py"), "lines", str(folder / LINES)]
    ours, floor = run_in_turns(
        export,
        [*script, str(folder / "lines.pdf")],
        times=times,
        settings=_our_fonts_only(folder),
    )
    row = Ratio(
        "whole export process, CPU", median_cpu(ours), median_cpu(floor), "pycairo script", 1.2
    )
    return [
        str(row),
        f"peak memory of the export {peak_mb(ours):.0f} MB, of the script {peak_mb(floor):.0f} MB",
    ]


def _prepare(drawing: tuple[Sheet, PagePlan, Theme], cards: int, folder: Path) -> None:
    """Write what the others draw."""
    (folder / MAP).write_bytes(encode(make_map(cards)))
    (folder / LINES).write_text(json.dumps(flat_lines(*drawing)), encoding="utf-8")
    (folder / DRAWING).write_bytes(pickle.dumps(flat_drawing(*drawing)))


def _our_fonts_only(folder: Path) -> dict[str, str]:
    """Let fontconfig find the bundled faces, so that cairo draws the very same glyphs."""
    settings = folder / "fonts.conf"
    settings.write_text(
        f"<fontconfig><dir>{ROOT / 'resources/fonts'}</dir>"
        f"<cachedir>{folder / 'cache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(settings), "QT_QPA_PLATFORM": "offscreen"}


def _draw_ours(sheet: Sheet, plan: PagePlan, theme: Theme, cards: int) -> bytes:
    page = wall_page(sheet, plan)
    printout = Printout((page,), PrintSettings(), theme, plan.scale, sheet.fonts)
    return export_pdf(printout, metadata_of(make_map(cards)))


def _draw_qt(drawing: dict, fonts: FontBook) -> bytes:
    # Only this floor needs Qt's painter; ours must be measured without it loaded.
    from PySide6.QtCore import QBuffer, QMarginsF, QPointF, QSizeF, Qt
    from PySide6.QtGui import (
        QColor,
        QFont,
        QFontDatabase,
        QGlyphRun,
        QPageSize,
        QPainter,
        QPainterPath,
        QPdfWriter,
        QPen,
        QRawFont,
    )

    for key in _bundled_keys():
        QFontDatabase.addApplicationFont(str(fonts.face(key).path))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72)
    writer.setPageMargins(QMarginsF())
    page = QSizeF(drawing["width"], drawing["height"])
    writer.setPageSize(QPageSize(page, QPageSize.Unit.Point))
    painter = QPainter(writer)
    painter.scale(drawing["scale"], drawing["scale"])
    raw_fonts: dict[tuple[str, bool], QRawFont] = {}
    for mark in drawing["marks"]:
        if mark[0] == "glyphs":
            _, family, is_bold, size, colour, glyphs = mark
            raw_font = raw_fonts.get((family, is_bold))
            if raw_font is None:
                # Through the font database, or Qt draws outlines instead of embedding the font.
                font = QFont(family)
                font.setPixelSize(_QT_EM)
                font.setBold(is_bold)
                font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
                raw_font = raw_fonts[family, is_bold] = QRawFont.fromFont(font)
            scale = size / _QT_EM
            run = QGlyphRun()
            run.setRawFont(raw_font)
            run.setGlyphIndexes([glyph[0] for glyph in glyphs])
            run.setPositions([QPointF(glyph[1] / scale, glyph[2] / scale) for glyph in glyphs])
            painter.setPen(QColor.fromRgbF(*colour))
            painter.save()
            painter.scale(scale, scale)
            painter.drawGlyphRun(QPointF(0, 0), run)
            painter.restore()
            continue
        _, commands, fill, stroke, width = mark
        path = QPainterPath()
        for name, *numbers in commands:
            if name == "M":
                path.moveTo(*numbers)
            elif name == "L":
                path.lineTo(*numbers)
            elif name == "C":
                path.cubicTo(*numbers)
            else:
                path.closeSubpath()
        painter.setBrush(QColor.fromRgbF(*fill) if fill else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor.fromRgbF(*stroke), width) if stroke else Qt.PenStyle.NoPen)
        painter.drawPath(path)
    painter.end()
    return bytes(buffer.data().data())


def _bundled_keys() -> list[str]:
    return [
        key
        for family in BUNDLED
        for key in ((family,) if family in ONLY_REGULAR else (family, family + BOLD_SUFFIX))
    ]


def _main(which: str, cards: int, *folders: str) -> None:
    sheet = Layout(FontBook.bundled()).sheet(make_map(cards), for_print=True)
    plan = fit(sheet.width, sheet.height, parse_paper(PAPER), "fit")
    theme = Theme.named("print")
    if which == "prepare":
        _prepare((sheet, plan, theme), cards, Path(folders[0]))
        return
    if which == "ours":
        start = time.process_time()
        data = _draw_ours(sheet, plan, theme, 1)
    else:
        # Qt aborts without an application when a painter opens fonts.
        from PySide6.QtGui import QGuiApplication

        app = QGuiApplication(["bench", "-platform", "offscreen"])
        drawing = flat_drawing(sheet, plan, theme)
        start = time.process_time()
        data = _draw_qt(drawing, sheet.fonts)
        del app
    print((time.process_time() - start) * 1000, len(data))


if __name__ == "__main__":
    _main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
