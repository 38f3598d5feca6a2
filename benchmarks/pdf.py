"""The PDF against Qt's and cairo's of the same drawing, and the whole export against a script."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.export.jobs import metadata_of
from app.export.pdf import export_pdf
from benchmarks.drawing import flat_drawing, flat_lines
from benchmarks.maps import make_map
from benchmarks.measuring import ROOT, Ratio, process_ms, system_python_with_cairo
from model.file import encode
from model.layout.engine import Layout
from model.layout.sheet import Sheet
from model.layout.theme import Theme
from model.paper import PagePlan, fit, parse_paper
from model.text.fonts import BOLD_SUFFIX, BUNDLED, ONLY_REGULAR, FontBook

PAPER = "3000x1200mm"
REPEATS = 5
_QT_EM = 1000


def report(cards: int) -> list[str]:
    """Return the table's lines for a map of ``cards`` cards."""
    journey = make_map(cards)
    sheet = Layout(FontBook.bundled()).sheet(journey, for_print=True)
    plan = fit(sheet.width, sheet.height, parse_paper(PAPER), "fit")
    theme = Theme.named("print")
    ours = _fresh("ours", cards)
    qt = _fresh("qt", cards)
    lines = [f"PDF of {cards} cards: ours {ours[1]:,.0f} bytes, Qt {qt[1]:,.0f} bytes"]
    floors = [(qt[0], "QPdfWriter")]
    python = system_python_with_cairo()
    with tempfile.TemporaryDirectory() as folder:
        if python:
            cairo = _cairo(python, Path(folder), sheet, plan, theme)
            floors.append((cairo[0], "pycairo"))
            lines[0] += f", cairo {cairo[1]:,.0f} bytes"
        best, name = min(floors)
        lines.append(str(Ratio("draw and save", ours[0], best, name, 0.5)))
        for floor, other in floors:
            if other != name:
                lines.append(str(Ratio("draw and save", ours[0], floor, other, 0.5)))
        if python:
            lines.extend(_whole_process(python, Path(folder), cards, sheet, plan, theme))
        else:
            lines.append("pycairo: not run (no python3-cairo on this system)")
    return lines


def _fresh(which: str, cards: int) -> tuple[float, float]:
    """Return CPU milliseconds and bytes of drawing and saving in fresh processes, the best."""
    results = []
    for _ in range(REPEATS):
        command = [sys.executable, "-m", "benchmarks.pdf", which, str(cards)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        taken, size = done.stdout.split()[-2:]
        results.append((float(taken), float(size)))
    return min(results)


def _cairo(
    python: str, folder: Path, sheet: Sheet, plan: PagePlan, theme: Theme
) -> tuple[float, float]:
    source, target = folder / "drawing.pickle", folder / "cairo.pdf"
    source.write_bytes(pickle.dumps(flat_drawing(sheet, plan, theme)))
    taken = []
    for _ in range(REPEATS):
        done = subprocess.run(
            [python, str(ROOT / "benchmarks/cairo_floor.py"), "glyphs", str(source), str(target)],
            env=_our_fonts_only(folder),
            capture_output=True,
            text=True,
            check=True,
        )
        taken.append(float(done.stdout))
    return min(taken), target.stat().st_size


def _whole_process(
    python: str, folder: Path, cards: int, sheet: Sheet, plan: PagePlan, theme: Theme
) -> list[str]:
    journey, lines = folder / "map.journey", folder / "lines.json"
    journey.write_bytes(encode(make_map(cards)))
    lines.write_text(json.dumps(flat_lines(sheet, plan, theme)), encoding="utf-8")
    export = [sys.executable, "-P", "-m", "app", "export", str(journey)]
    export += ["-o", str(folder / "ours.pdf"), "--paper", PAPER, "--scale", "fit"]
    script = [python, str(ROOT / "benchmarks/cairo_floor.py"), "lines", str(lines)]
    ours, memory = process_ms(export, PYTHONPATH=str(ROOT))
    floor, _ = process_ms([*script, str(folder / "lines.pdf")], **_our_fonts_only(folder))
    return [
        str(Ratio("whole export process", ours, floor, "whole pycairo script", 1.2)),
        f"peak memory of the export: {memory:.0f} MB",
    ]


def _our_fonts_only(folder: Path) -> dict[str, str]:
    """Let fontconfig find the bundled faces, so that cairo draws the very same glyphs."""
    settings = folder / "fonts.conf"
    settings.write_text(
        f"<fontconfig><dir>{ROOT / 'resources/fonts'}</dir>"
        f"<cachedir>{folder / 'cache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    return {"FONTCONFIG_FILE": str(settings), "PATH": "/usr/bin:/bin"}


def _draw_ours(sheet: Sheet, plan: PagePlan, theme: Theme, cards: int) -> bytes:
    return export_pdf(sheet, plan, theme, metadata_of(make_map(cards)))


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


def _main(which: str, cards: int) -> None:
    sheet = Layout(FontBook.bundled()).sheet(make_map(cards), for_print=True)
    plan = fit(sheet.width, sheet.height, parse_paper(PAPER), "fit")
    theme = Theme.named("print")
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
    _main(sys.argv[1], int(sys.argv[2]))
