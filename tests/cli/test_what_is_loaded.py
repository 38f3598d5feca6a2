"""What a command leaves unloaded, because every start would wait for it."""

import os
import subprocess
import sys
from pathlib import Path

from model.file import encode
from model.templates import sample

ROOT = Path(__file__).resolve().parents[2]
EXPORT = (
    "import sys; from app.main import main; main(sys.argv[1:]); "
    "print(*sorted({'socket', 'email', 'importlib.metadata', 'PIL.ImageCms', 'openpyxl',"
    " 'app.export.pdf'} & sys.modules.keys()))"
)


def test_an_export_without_photos_loads_neither_sockets_nor_colour_profiles(tmp_path):
    (tmp_path / "shoes.journey").write_bytes(encode(sample("sustainable-shoes", "da")))
    done = subprocess.run(
        [sys.executable, "-c", EXPORT, "export", "shoes.journey", "-o", "shoes.pdf"],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
        timeout=60,
    )
    assert done.stdout.splitlines()[-1] == "app.export.pdf"
    assert (tmp_path / "shoes.pdf").stat().st_size > 0


def test_a_window_is_there_before_what_it_counts_reads_and_lists(tmp_path):
    wanted = "app.window", "model.counting", "model.file", "widgets.insights", "widgets.reports"
    script = (
        f"import sys, app.run_window, app.window; print(*sorted({set(wanted)} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
        timeout=60,
    )
    assert done.stdout.split() == ["app.window"]
