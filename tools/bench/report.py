"""The page docs/bench.md: what was measured, on what, when."""

import os
import platform
import sqlite3
from dataclasses import dataclass
from datetime import date

from tools.bench.figures import Figure


@dataclass(frozen=True)
class Chapter:
    """One measure's title, how it is taken, and its figures."""

    title: str
    how: str
    figures: list[Figure]


def as_text(chapter: Chapter) -> str:
    """A chapter for the terminal."""
    lines = [f"  {figure.what}: {_value(figure)}{_verdict(figure)}" for figure in chapter.figures]
    return "\n".join([chapter.title, *lines])


def page(chapters: list[Chapter], before: str = "") -> str:
    """The whole page in Markdown; chapters of the page ``before`` that were not taken anew stay as they are."""
    head = (
        "# Measurements\n\nTaken by `make bench` (everything) or `python -m tools.bench engine` (one chapter) on "
        f"{machine()}. Each chapter is one run, nothing left out; the load generator of the crowd shares the machine with "
        "the server. Sizes and data are made by `tools/bench`.\n"
    )
    sections = {section.partition("\n")[0]: section.strip() for section in before.split("\n## ")[1:]}
    sections |= {chapter.title: "\n".join(_section(chapter)) for chapter in chapters}
    return "".join([head, *(f"\n## {section}\n" for section in sections.values())])


def machine() -> str:
    """The machine in neutral words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} processor cores ({platform.machine()}), {memory:.0f} GB of memory, {platform.system()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def _section(chapter: Chapter) -> list[str]:
    rows = [f"| {figure.what} | {_value(figure)} | {_target(figure)} |" for figure in chapter.figures]
    how = f"{chapter.how} Taken on {date.today().isoformat()}."
    return [chapter.title, "", how, "", "| what | measured | target |", "|---|---:|---:|", *rows]


def _value(figure: Figure) -> str:
    digits = 0 if figure.value == int(figure.value) or figure.value >= 1000 else 1 if figure.value >= 10 else 2
    return f"{figure.value:,.{digits}f} {figure.unit}".strip()


def _target(figure: Figure) -> str:
    if figure.target is None:
        return ""
    return f"≤ {figure.target:g} {figure.unit}".strip() + ("" if figure.met else " — missed")


def _verdict(figure: Figure) -> str:
    return "" if figure.target is None else f" (target {_target(figure)})"
