"""The tables of speed: ``python3 benchmarks [model|pdf|tiles|start|canvas|keeping] [--cards 40]``.

Every figure of ours is a ratio to a floor measured in the same run, beside its aim. Needs the
environment that ``python3 packaging test`` makes.
"""

import argparse
import importlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TABLES = ("model", "pdf", "tiles", "start", "canvas", "keeping")
WITHOUT_SIZES = ("start", "keeping")


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(prog="python3 benchmarks", description=__doc__)
    parser.add_argument("tables", nargs="*", default=TABLES, metavar="|".join(TABLES))
    parser.add_argument("--cards", default="40,300,5000,20000")
    given = parser.parse_args()
    unknown = set(given.tables) - set(TABLES)
    if unknown:
        parser.error(f"no such table: {', '.join(sorted(unknown))}")
    sizes = [int(size) for size in given.cards.split(",")]
    wanted = [
        (table, cards)
        for table in given.tables
        for cards in (sizes if table not in WITHOUT_SIZES else [0])
    ]
    if len(wanted) == 1:
        print_table(*wanted[0])
        return
    for table, cards in wanted:
        # A process each: what one leaves in memory would be counted for the next one's children.
        own = [sys.executable, str(Path(__file__).parent), table, "--cards", str(cards)]
        subprocess.run(own, check=True)


def print_table(table: str, cards: int) -> None:
    """Print one table for one size of map; some have but one."""
    sys.path[0] = str(ROOT)
    report = importlib.import_module(f"benchmarks.{table}").report
    print("\n".join(report() if table in WITHOUT_SIZES else report(cards)), end="\n\n", flush=True)


if __name__ == "__main__":
    if Path(sys.prefix).resolve() != PYTHON.parent.parent.resolve():
        if not PYTHON.exists():
            sys.exit("Run `python3 packaging test` first: it makes the environment.")
        os.execv(PYTHON, [str(PYTHON), str(Path(__file__).parent), *sys.argv[1:]])
    main()
