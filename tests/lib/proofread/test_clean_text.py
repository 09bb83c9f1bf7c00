"""False alarms are what users feel: the number of hits of every rule on clean official text may only fall.

``clean/`` holds papers written for this purpose, in which no rule may speak at the levels must and should; ``lively/`` holds
speeches, reports and letters full of plain words, names and proverbs, whose false alarms are held by ``lively.json``. Where the
shared corpus of laws and work reports lies beside the repository, its hits are held by ``ratchet.json``; most of them
are real faults of that text (half-width marks, missing lines), so what counts is that no rule grows.
"""

import json
import lzma
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from zhongshu.lib.proofread import Level, check

HERE = Path(__file__).parent
CLEAN = sorted((HERE / "clean").glob("*.txt"))
LIVELY = sorted((HERE / "lively").glob("*.txt"))
LIVELY_ALARMS = HERE / "lively.json"
RATCHET = HERE / "ratchet.json"
SHARED = HERE.parents[2].parent / "shared"
CORPUS = SHARED / "data" / "proofread" / "laws_gwr_decontaminated.txt.xz"
SPEECHES = sorted((SHARED / "samples" / "speeches").glob("*.txt"))
BLOCK, STEP = 100, 50
"""Lines a block of the corpus has, and every how many-th block is read."""


def test_the_clean_papers_are_long_enough_to_mean_something() -> None:
    assert sum(len(path.read_text("utf-8")) for path in CLEAN) >= 6_000


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_no_rule_speaks_on_a_clean_paper(path: Path) -> None:
    findings = check(path.read_text("utf-8"))
    assert [(f.rule, f.text, f.reason) for f in findings if f.level is not Level.CONSIDER] == []
    assert len(findings) <= 1


def test_lively_texts_are_not_doubted_more_than_before() -> None:
    """Speeches, reports, letters and papers of an office without a mistake, 45,000 characters: what is said of them at must and
    should may only become less. ``fresh`` ones were written after the engine was made milder by the others."""
    said = {
        path.name: [
            f"{finding.text}→{finding.suggestion}"
            for finding in check(path.read_text("utf-8"))
            if finding.level is not Level.CONSIDER
        ]
        for path in LIVELY
    }
    known = json.loads(LIVELY_ALARMS.read_text("utf-8"))
    assert {
        name: more for name, told in said.items() if (more := [one for one in told if one not in known.get(name, [])])
    } == {}


@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not beside the repository")
def test_no_rule_speaks_more_often_on_the_corpus_than_before() -> None:
    with lzma.open(CORPUS, "rt", encoding="utf-8") as lines:
        hits: Counter[str] = Counter()
        number = 0
        while block := list(islice(lines, BLOCK)):
            if number % STEP == 0:
                hits.update(finding.rule for finding in check("".join(block)))
            number += 1
    allowed = json.loads(RATCHET.read_text("utf-8"))
    assert {rule: (count, allowed.get(rule, 0)) for rule, count in hits.items() if count > allowed.get(rule, 0)} == {}


@pytest.mark.skipif(not SPEECHES, reason="the shared speeches are not beside the repository")
def test_what_is_said_of_the_speeches_was_judged_by_hand() -> None:
    """20 findings of rules, all real faults, and nothing of the spelling engine in 9,300 characters."""
    found = Counter(
        finding.rule
        for path in SPEECHES
        for finding in check(path.read_text("utf-8"))
        if finding.level is not Level.CONSIDER
    )
    assert found == {
        "language.halfwidth_marks": 11,
        "language.halfwidth_brackets": 1,
        "language.do_word": 1,
        "language.de_particles": 1,
        "format.placeholders": 2,
        "politics.missing_leader": 3,
        "politics.three_phrases": 1,
    }
