"""Run in the environment of the packages: makes a DOCX of each paper told on standard input, and prints the milliseconds.

``python neighbours_runner.py MODULE FOLDER``
"""

import contextlib
import json
import sys
import time
from pathlib import Path


def with_cn_gov_docx(paper, target):
    from cn_gov_docx import CnGovDocx

    made = CnGovDocx()
    made.add_title(paper["title"])
    for line in paper["lines"]:
        made.add_text(line)
    made.save(str(target))


def with_gongwen(paper, target):
    from gongwen import main

    source = target.with_suffix(".md")
    source.write_text("\n\n".join(["# " + paper["title"], *paper["lines"]]), "utf-8")
    sys.argv = ["gongwen", "md2docx", str(source), "-o", str(target), "--no-ai-declaration"]
    try:
        status = main()
    except SystemExit as end:
        status = end.code
    if status:
        raise SystemExit(f"md2docx ended with {status}")


def main():
    make = {"cn_gov_docx": with_cn_gov_docx, "gongwen": with_gongwen}[sys.argv[1]]
    folder, papers = Path(sys.argv[2]), json.load(sys.stdin)
    times = []
    for number, paper in enumerate(papers):
        target = folder / f"{number}.docx"
        begun = time.perf_counter()
        with contextlib.redirect_stdout(sys.stderr):
            make(paper, target)
        times.append((time.perf_counter() - begun) * 1000)
        if not target.is_file():
            raise SystemExit("no file was made")
    print(json.dumps(times[2:]))  # the first two open dictionaries and the like


main()
