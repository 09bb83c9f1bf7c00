"""``python -m tools.bench.proofread_table [odw.test law.test sighan15.test …]``: the table of ADR 15 beside other correctors.

Files are pairs (has_error, wrong, right; tab separated). Without any, the training splits of the shared data are read,
of which the reranker learnt odw and law: those lines say so. Other correctors run in the same run on the same texts, in an
environment that is made for it outside the repository and thrown away; they are given fewer lines where they are slow.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tools.bench.proofread_spelling import spelt
from tools.models import corpus
from tools.models.examples import Pairs, read, score
from zhongshu.lib.proofread import check
from zhongshu.lib.proofread.lines import check_lines
from zhongshu.lib.proofread.spelling import learning, word_model, workshop
from zhongshu.lib.proofread.spelling.speller import Speller
from zhongshu.lib.proofread.spelling.spoiling import Spoiler, sentences
from zhongshu.lib.proofread.spelling.voter import open_voter
from zhongshu.lib.proofread.spelling.workshop import builtin

RIVALS = Path(__file__).with_name("proofread_rivals.py")
LIVELY = Path("tests/lib/proofread/lively")
SPEECHES = corpus.DATA.parents[1] / "samples" / "speeches"
SLOW, CLEAN = 120, 4_000
"""Sentences the slow ones are given, and unseen clean sentences all others are."""
LIMIT = 900
_HALF = re.compile(r"[,;:?!()]")

Corrected = Callable[[Sequence[str]], list[str]]


@dataclass(frozen=True)
class Corrector:
    """Somebody who corrects lines; ``most`` of them at once, None for any number."""

    name: str
    correct: Corrected
    most: int | None = None


def main(files: list[str]) -> None:
    paths = [Path(file) for file in files] or [corpus.DATA / f"{name}.train" for name in ("odw", "law", "sighan2015")]
    with TemporaryDirectory(prefix="zhongshu-rivals-") as scratch:
        others = rivals(Path(scratch))
        ours = [
            Corrector("zhongshu, all rules", _ours),
            Corrector("zhongshu, spelling", _spelling),
            *_learnt(Path(scratch)),
        ]
        correctors = [*ours, *others]
        for path in paths:
            learnt = "，部分参加过学习" if path.name in {"odw.train", "law.train"} else ""
            print(f"\n{path.name}{learnt}")
            _sets(read(path), correctors)
        _clean(correctors)
    _judged("speeches", SPEECHES)
    _judged("lively texts without a mistake", LIVELY)
    _slips()
    _speed()


def _ours(lines: Sequence[str]) -> list[str]:
    return [json.loads(line)["corrected"] for line in check_lines(lines)]


def _spelling(lines: Sequence[str]) -> list[str]:
    return [spelt(json.loads(line)) for line in check_lines(lines)]


def _learnt(folder: Path) -> list[Corrector]:
    """Ours after ``zhongshu learn libime``, where libime's model is at hand."""
    model = _libime()
    if model is None:
        print("libime's model is not at hand: zhongshu is not measured after learning it")
        return []
    layers = folder / "spelling"
    layers.mkdir()
    (layers / "general.zspell").write_bytes(learning.general(builtin().models, word_model.read(model)))

    def correct(lines: Sequence[str]) -> list[str]:
        workshop.use(workshop.layers_in(layers))
        try:
            return _spelling(lines)
        finally:
            workshop.use(None)

    return [Corrector("zhongshu, spelling, libime learnt", correct)]


def _libime() -> Path | None:
    return Path(os.environ["ZHONGSHU_LIBIME"]) if os.environ.get("ZHONGSHU_LIBIME") else word_model.installed()


def rivals(folder: Path) -> list[Corrector]:
    """Those that can run here without a network; why the others cannot is printed."""
    python = folder / "venv/bin/python"
    install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    try:
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True, capture_output=True, timeout=LIMIT)
        subprocess.run([*install, "autocorrect-py", "gongwen-skill", "kenlm", "numpy", "pypinyin", "jieba", "loguru", "six", "pyahocorasick"], check=True, capture_output=True, timeout=LIMIT)  # fmt: skip
        subprocess.run([*install, "--no-deps", "pycorrector"], check=True, capture_output=True, timeout=LIMIT)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"autocorrect-py, pycorrector, gongwen-skill: could not be installed ({error})")
        return []
    _gongwen(folder / "venv/bin/gongwen")
    found = [Corrector("autocorrect-py", lambda lines: _rival(python, lines, "autocorrect-py"))]
    model = _libime()
    print("pycorrector (kenlm): its own language model is a download of 2.8 GB and cannot be had offline")
    if model is None:
        print("pycorrector (kenlm): nor is libime-data-language-model installed to run its method with")
        return found
    name = "pycorrector's method with libime's model"
    return [*found, Corrector(name, lambda lines: _rival(python, lines, "pycorrector", str(model)), SLOW)]


def _gongwen(program: Path) -> None:
    """It has no corrector of text: its own help says what it does."""
    done = subprocess.run([program, "--help"], capture_output=True, text=True, timeout=LIMIT)
    told = next(
        (line.split(None, 1)[1] for line in done.stdout.splitlines() if line.split()[:1] == ["check"]), "no help"
    )
    print(
        f"gongwen-skill: its check is of the layout of .docx files (“{told.strip()}”), of no words: not in the tables of text"
    )


def _rival(python: Path, lines: Sequence[str], *name: str) -> list[str]:
    done = subprocess.run(
        [python, "-P", RIVALS, *name], input=json.dumps(list(lines)), capture_output=True, text=True, timeout=LIMIT
    )
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["no reason given"])[-1])
    return list(json.loads(done.stdout.strip().splitlines()[-1])["lines"])


def _sets(pairs: Pairs, correctors: Sequence[Corrector]) -> None:
    for corrector in correctors:
        asked = pairs[: corrector.most] if corrector.most else pairs
        begun = time.perf_counter()
        try:
            figures = score(asked, corrector.correct([wrong for wrong, _ in asked]))
        except (RuntimeError, subprocess.SubprocessError) as error:
            print(f"  {corrector.name}: did not run ({str(error)[:120]})")
            continue
        speed = sum(len(wrong) for wrong, _ in asked) / (time.perf_counter() - begun)
        told = " ".join(f"{key} {value:.1f}" for key, value in figures.items())
        print(f"  {corrector.name} ({len(asked)} sentences): {told}  {speed:,.0f} characters/s")


def unseen() -> list[str]:
    """Clean sentences of papers that nothing was learnt from."""
    split = corpus.read()
    found = sentences(corpus.unseen(split.held, split.laws + split.reports + split.tune))
    found = [sentence for sentence in found if not _HALF.search(sentence)]
    Random(3).shuffle(found)
    return found[: 2 * CLEAN]


def _clean(correctors: Sequence[Corrector]) -> None:
    lines = unseen()
    clean, spoilt, spoiler = lines[:CLEAN], lines[CLEAN:], Spoiler(builtin().models, 99)
    pairs = [(wrong, right) for right in spoilt if (wrong := spoiler.spoil(right, 1)) != right]
    print(
        f"\nunseen laws and reports: {sum(map(len, clean)):,} clean characters, {len(pairs)} sentences with a made mistake"
    )
    for corrector in correctors:
        most = corrector.most
        try:
            altered = _altered(clean[:most], corrector.correct(clean[:most]))
            asked = pairs[:most]
            answers = corrector.correct([wrong for wrong, _ in asked])
        except (RuntimeError, subprocess.SubprocessError) as error:
            print(f"  {corrector.name}: did not run ({str(error)[:120]})")
            continue
        size = sum(map(len, clean[:most]))
        right = sum(answer == meant for answer, (_, meant) in zip(answers, asked, strict=True))
        print(
            f"  {corrector.name}: {10_000 * altered / size:.2f} alterations in 10,000, recall {100 * right / len(asked):.1f} %"
        )


def _altered(lines: Sequence[str], answers: Sequence[str]) -> int:
    return sum(line != answer for line, answer in zip(lines, answers, strict=True))


def _judged(name: str, folder: Path) -> None:
    said = size = 0
    for file in sorted(folder.glob("*.txt")):
        text = file.read_text("utf-8")
        size += len(text)
        for finding in check(text):
            if finding.level != "consider":
                said += 1
                print(f"  {file.name}: {finding.rule} {finding.text!r} → {finding.suggestion!r}")
    if size:
        print(
            f"{name}: {said} must and should in {size:,} characters, {10_000 * said / size:.1f} in 10,000 (to be judged by hand)"
        )


def _slips() -> None:
    """Doubled and transposed characters put into unseen sentences."""
    random, lines = Random(5), unseen()[:1_500]
    doubled, swapped = [], []
    for line in lines:
        places = [at for at in range(1, len(line) - 2) if all("一" <= char <= "鿿" for char in line[at - 1 : at + 3])]
        places = [at for at in places if len(set(line[at - 1 : at + 3])) == 4]
        if places:
            at = random.choice(places)
            doubled.append((line[:at] + line[at] + line[at:], line))
            swapped.append((line[:at] + line[at + 1] + line[at] + line[at + 2 :], line))
    for name, pairs in (("doubled", doubled), ("transposed", swapped)):
        entries = [json.loads(entry) for entry in check_lines([wrong for wrong, _ in pairs])]
        put_right = sum(entry["corrected"] == right for entry, (_, right) in zip(entries, pairs, strict=True))
        told = sum(bool(entry["findings"]) for entry in entries)
        print(
            f"{name} characters: {100 * put_right / len(pairs):.1f} % of {len(pairs)} put right, {100 * told / len(pairs):.1f} % told of"
        )


def _speed() -> None:
    texts = "".join(file.read_text("utf-8") for file in sorted(SPEECHES.glob("*.txt")))
    models, times = builtin().models, []
    for first in range(0, max(1, len(texts) - 5_000), 1_000):
        voter = open_voter(models.alphabet)
        speller = Speller(models, lambda voter=voter: voter)  # neither remembers anything of the last text
        office = workshop.Office(speller)
        workshop.use(lambda office=office: office)
        check("本市今年的工作很好，妈妈说你要多吃菜。")
        begun = time.process_time()
        check(texts[first : first + 5_000])
        times.append(time.process_time() - begun)
    workshop.use(None)
    print(f"5,000 characters of speech, all gates, warm: {sorted(times)[len(times) // 2]:.2f} s of processor time")
    program = Path(sys.executable).with_name("zhongshu")
    with TemporaryDirectory() as folder:
        file = Path(folder, "a.txt")
        file.write_text("截止目前，各单位己经完成。", "utf-8")
        starts = []
        for _ in range(3):
            begun = time.perf_counter()
            done = subprocess.run(["/usr/bin/time", "-f", "%M", program, "check", file], capture_output=True, text=True)
            starts.append(time.perf_counter() - begun)
        memory = int((done.stderr.strip().splitlines() or ["0"])[-1]) / 1024
    print(f"start to the end of a check of one line: {min(starts):.2f} s; most memory {memory:.0f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
