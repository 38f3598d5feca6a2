"""``python3 benchmarks [pdf|model|start ...] [--cards 40,300,5000,20000]``: the tables of speed.

Every figure of ours is a ratio to a floor measured in the same run, beside its aim. Needs the
environment that ``python3 packaging test`` makes.
"""

import argparse
import importlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TABLES = ("model", "pdf", "start")


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(prog="python3 benchmarks", description=__doc__)
    parser.add_argument("tables", nargs="*", default=TABLES, metavar="|".join(TABLES))
    parser.add_argument("--cards", default="40,300,5000,20000")
    given = parser.parse_args()
    unknown = set(given.tables) - set(TABLES)
    if unknown:
        parser.error(f"no such table: {', '.join(sorted(unknown))}")
    sys.path[0] = str(ROOT)
    for table in given.tables:
        report = importlib.import_module(f"benchmarks.{table}").report
        sizes = [0] if table == "start" else [int(size) for size in given.cards.split(",")]
        for cards in sizes:
            print("\n".join(report(cards) if cards else report()), flush=True)
            print(flush=True)


if __name__ == "__main__":
    if Path(sys.prefix).resolve() != PYTHON.parent.parent.resolve():
        if not PYTHON.exists():
            sys.exit("Run `python3 packaging test` first: it makes the environment.")
        os.execv(PYTHON, [str(PYTHON), str(Path(__file__).parent), *sys.argv[1:]])
    main()
