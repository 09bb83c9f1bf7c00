"""Take the measures named on the command line, or all of them, and write their chapters of docs/bench.md."""

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tools.bench import child, report

MEASURES = (
    "engine", "lists", "crowd", "typesetting", "exchange", "proofreading", "reading", "searching", "year", "takeover", "seating", "meetings",
)  # fmt: skip
PAGE = Path(__file__).parents[2] / "docs" / "bench.md"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("measures", nargs="*", metavar="measure", help=f"any of: {' '.join(MEASURES)} (default: all)")
    chosen = parser.parse_args().measures or list(MEASURES)
    if unknown := set(chosen) - set(MEASURES):
        parser.error(f"no such measure: {', '.join(sorted(unknown))}")
    chapters = []
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        for chapter in pool.map(child.run, chosen):
            chapters.append(chapter)
            print(report.as_text(chapter), flush=True)
    PAGE.write_text(report.page(chapters, PAGE.read_text("utf-8") if PAGE.exists() else ""), "utf-8")
    print(f"Written to docs/{PAGE.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
