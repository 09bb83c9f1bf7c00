"""``python -m tools.bench.proofread_spelling FILE…``: the whole engine on pairs (has_error, wrong, right, tab separated).

The published test splits are not in the repository: give them by path. Sentence level, strict; clean sentences altered = FPR.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from tools.models.examples import read, score
from zhongshu.lib.proofread.lines import check_lines
from zhongshu.lib.proofread.spelling.doubts import Doubt

OWN = frozenset(doubt.value for doubt in Doubt)


def main(files: list[str]) -> None:
    for file in files:
        pairs = read(Path(file))
        begin = time.process_time()
        entries = [json.loads(line) for line in check_lines(wrong for wrong, _ in pairs)]
        spent = time.process_time() - begin
        size = sum(len(wrong) for wrong, _ in pairs)
        print(f"{Path(file).name}: {len(pairs)} sentences, {size / spent:.0f} characters/s")
        for name, answers in (
            ("all rules", [entry["corrected"] for entry in entries]),
            ("spelling alone", [spelt(entry) for entry in entries]),
        ):
            figures = score(pairs, answers)
            print(f"  {name}: " + " ".join(f"{key} {value:.1f}" for key, value in figures.items()))


def spelt(entry: dict[str, Any]) -> str:
    """The text after the spelling engine alone: rules of punctuation also alter sentences that count as clean."""
    text, done = "", 0
    for finding in entry["findings"]:
        if finding["rule"] in OWN and finding["level"] != "consider" and finding["start"] >= done:
            text += entry["text"][done : finding["start"]] + finding["suggestion"]
            done = finding["end"]
    return text + entry["text"][done:]


if __name__ == "__main__":
    main(sys.argv[1:] or sys.exit("给出测试文件，例如：python -m tools.bench.proofread_spelling odw.test"))
