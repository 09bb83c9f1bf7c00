"""The ledger of supervision and its nightly sweep with a simulated year in the house, and with a tenth of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tools.bench.figures import Figure, percentile

#: Where simulated years are kept: two homes, as `zhongshu simulate` makes them. A whole year takes hours to live, so that
#: it is lived once; a home that is missing is made, cut off it goes on. ZHONGSHU_BENCH_SCALE=0.1 is for the impatient.
YEARS = Path(os.environ.get("ZHONGSHU_BENCH_YEARS", "var/bench-years"))
SCALE = float(os.environ.get("ZHONGSHU_BENCH_SCALE", "1"))
HOMES = {"tenth": SCALE / 10, "full": SCALE}
NAMES = {"tenth": "the smaller year", "full": "the larger year"}
TITLE = "A simulated year of a county office"
HOW = (
    "Two homes lived by `zhongshu simulate` through the office's own actions, one with about ten times the papers and "
    "matters of the other and the same 800 people (`ZHONGSHU_BENCH_YEARS` says where they lie; the sizes are stated). The "
    "supervision officer, who sees every matter, opens each page through its address (all middleware, templates, sessions; "
    "no network). Times are the processor's, for a year is not lived on an idle machine. "
    "The nightly sweep is every sweep of the house run for the morning after the last day, rolled back: the whole first run, which "
    "tells each thing that fell due overnight once and so grows with their number; what it takes a thing told; and the pass "
    "that finds nothing left to tell, as every later run that day. Ratios are those of the 95th percentiles; the homes are asked in turns."
)
ROUNDS, TIMES, SWEEPS, PASSES = 3, 15, 4, 5
#: The homes take turns, so that what else the machine does falls on both.
PAGES = {
    "/supervision/": "督办台账",
    "/supervision/?figure=red": "督办台账·红灯",
    "/supervision/figures/": "单位统计",
    "/supervision/orders/": "领导批示立项",
    "/incoming/": "收文列表",
    "/board/": "主任看板",
}
SWEPT = {"sweep": "夜间巡查", "told": "夜间巡查，每告知一项", "pass": "夜间巡查，没有可告知的"}
TARGET = 2.0


def measure() -> list[Figure]:
    """Sizes, p95 at both, and the growth."""
    rounds = [{name: _probe(name) for name in HOMES} for _ in range(ROUNDS)]
    found = rounds[0]
    small, large = (
        {key: [time for one in rounds for time in one[name]["times"][key]] for key in PAGES | SWEPT} for name in HOMES
    )
    figures = [
        Figure(f"{what}, {NAMES[name]}", count, "") for name in HOMES for what, count in found[name]["sizes"].items()
    ]
    for key, name in (PAGES | SWEPT).items():
        few, many = percentile(small[key], 0.95), percentile(large[key], 0.95)
        figures += [
            Figure(f"{name}, the smaller year, p95 of {len(small[key])}", few),
            Figure(f"{name}, the larger year, p95 of {len(large[key])}", many),
            Figure(f"{name}, growth", many / few, "×", None if key == "sweep" else TARGET),
        ]
    return figures


def _probe(name: str) -> dict:
    """What one home answers, asked in a process of its own: settings are read once."""
    home = YEARS / name
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("ZHONGSHU_", "DJANGO_"))}
    environment["ZHONGSHU_HOME"] = str(home)
    if not (home / "zhongshu.sqlite3").exists():
        command = [sys.executable, "-m", "zhongshu.cli", "simulate", "--scale", str(HOMES[name])]
        subprocess.run(command, env=environment, check=True)
    asked = [sys.executable, "-m", "tools.bench.year_probe"]
    done = subprocess.run(asked, env=environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.strip().splitlines()[-1])
