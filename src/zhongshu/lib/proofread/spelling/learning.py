"""Learn from an office's own papers: a small model of their runs of characters, laid over the one of the package.

What only one paper says is not learnt: neither a slip nor a secret of one paper is ever offered in another.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from . import container, ngrams
from .alphabet import RESERVED, Alphabet
from .candidates import Text, doubtful
from .everyday import to_arrays
from .models import Models
from .speller import Speller
from .spoiling import Spoiler, sentences
from .suppression import Known, settle
from .word_model import WordModel, everyday, told

AT_LEAST = (1, 2, 2, 2, 2)
"""Papers in which a run of each length must stand."""
LIMITS = {3: 900_000, 4: 900_000, 5: 600_000}
TAKEN = 10
"""Sixteenths of a natural logarithm that the office's own model counts less than that of the package."""
TAKEN_GENERAL = 32
"""The same for everyday language, which is further from what offices write."""
LEAST, FEWEST = 20_000, 10
"""Characters and papers: with fewer nothing can be learnt."""
HELD = 8
"""One paper in so many is not learnt from: the gain is measured there."""
MEASURED, SPOILT = 1_200, 0.5
"""Sentences the gain is measured on, and the share of them that is given a mistake."""
CHANCE = 0.75
_SEED = 7


@dataclass(frozen=True)
class Measured:
    """What a speller does on papers it never saw: ``familiar`` is the share of characters it need not look at."""

    familiar: float
    alarms: float
    """In 10,000 clean characters."""
    found: float
    """Share of made mistakes that were put right."""


def papers_of(texts: Sequence[str]) -> list[list[str]]:
    """The lines of each paper; a line that an earlier paper has (a paper passed on, a form) stands in that one alone."""
    known: set[str] = set()
    papers: list[list[str]] = []
    for text in texts:
        lines = [line for line in map(str.strip, text.splitlines()) if len(line) > 1 and line not in known]
        known.update(lines)
        if lines:
            papers.append(lines)
    return papers


def divided(papers: Sequence[list[str]]) -> tuple[list[list[str]], list[list[str]]]:
    """The papers to learn from, and those the gain is measured on; by their words, so that it is the same every time."""
    learnt: list[list[str]] = []
    held: list[list[str]] = []
    for paper in papers:
        (learnt if zlib.crc32("\n".join(paper).encode("utf-8", "replace")) % HELD else held).append(paper)
    if not held and len(learnt) > 1:
        held.append(learnt.pop())
    return learnt, held


def learn(base: Models, papers: Sequence[list[str]]) -> bytes:
    """The content of a model file for :func:`.models.layered`."""
    arrays = ngrams.tables(
        ngrams.prune(ngrams.estimate(_stream(base.alphabet, papers), len(base.alphabet), AT_LEAST), LIMITS)
    )
    size = sum(len(line) for paper in papers for line in paper)
    head = {"characters": base.alphabet.characters, "taken": TAKEN, "papers": len(papers), "size": size}
    return container.to_bytes(head, arrays)


def general(base: Models, model: WordModel) -> bytes:
    """The content of a layer of everyday language: all words, pairs and triples of libime's model, where the
    package keeps but the commonest."""
    runs = {
        run: often for run, often in told(model).items() if (base.alphabet.encode(run.strip("\n")) >= RESERVED).all()
    }
    text = ngrams.stream([], runs, base.alphabet)
    arrays = ngrams.tables(ngrams.prune(ngrams.estimate(text, len(base.alphabet), (1, 1, 1, 1, 1)), LIMITS))
    words = everyday(model, base.alphabet, len(model.words), len(model.grams[1]), triples=True)
    arrays |= to_arrays(words, leaning=words.score[:0])
    return container.to_bytes({"characters": base.alphabet.characters, "taken": TAKEN_GENERAL}, arrays)


def _stream(alphabet: Alphabet, papers: Sequence[list[str]]) -> ngrams.Stream:
    ids = [alphabet.encode("\n" + "\n".join(paper) + "\n" + ngrams.GAP) for paper in papers]
    owners = [np.full(len(part), number) for number, part in enumerate(ids)]
    whole = np.concatenate(ids)
    return ngrams.Stream(whole, np.ones(len(whole)), np.concatenate(owners))


def measure(speller: Speller, base: Models, papers: Sequence[list[str]]) -> Measured:
    """On sentences of the papers, some of them given a mistake; ``base`` makes the mistakes, the same for every speller."""
    random, spoiler = Random(_SEED), Spoiler(base, _SEED)  # noqa: S311 - no secret depends on it
    clean = sentences([line for paper in papers for line in paper])
    random.shuffle(clean)
    clean = clean[:MEASURED]
    spoilt = [spoiler.spoil(one, 1) if random.random() < SPOILT else one for one in clean]
    speller.prepare(spoilt)
    alarms = size = made = found = 0
    for right, wrong in zip(clean, spoilt, strict=True):
        said = [item for item in settle(wrong, speller.corrections(wrong), Known()) if item.chance >= CHANCE]
        if right == wrong:
            alarms, size = alarms + len(said), size + len(right)
        else:
            made += 1
            found += any(wrong[: item.start] + item.new + wrong[item.end :] == right for item in said)
    return Measured(_familiar(speller.models, clean), 10_000 * alarms / max(1, size), found / max(1, made))


def _familiar(models: Models, clean: Sequence[str]) -> float:
    text = Text.of(models, models.alphabet.encode("\n".join(clean)))
    return 1 - float(doubtful(models, text).sum()) / max(1, sum(map(len, clean)))
