"""``python -m tools.models.voter.texts OUTPUT``: everything the training of the voter needs, as numbers in one file.

The training itself (``train.py``) needs torch and an accelerator, and nothing of this repository: it is carried beside this file.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from tools.models import corpus, counting, examples
from zhongshu.lib.proofread.spelling import models, spoiling, word_model
from zhongshu.lib.proofread.spelling.alphabet import RESERVED
from zhongshu.lib.proofread.spelling.confusion import (
    FAR_SHAPE,
    FUZZY_SOUND,
    LETTER_OFF,
    LIKE_SHAPE,
    SAME_SOUND,
    SAME_TONE,
)
from zhongshu.lib.proofread.spelling.lexicon import COMMON, LONGEST, pack, unpack
from zhongshu.lib.proofread.spelling.workshop import MODEL

DRAWS = 256
"""Wrong characters drawn beforehand for each character."""
KINDS = (
    ((1 << SAME_TONE) | (1 << SAME_SOUND), 0.66),
    ((1 << LIKE_SHAPE) | (1 << FAR_SHAPE), 0.22),
    (1 << LETTER_OFF, 0.06),
    (1 << FUZZY_SOUND, 0.06),
)
"""Of single characters; the shares of ``spoiling.KINDS`` without words and swaps."""
ALTERNATIVES = 8
SPOKEN = 8_000_000
"""Characters of everyday language: chains of words as libime's pairs of words have them."""
CHAINS = 60_000


def write(output: Path) -> None:
    base, split = models.open_models(MODEL), corpus.read()
    random = np.random.default_rng(7)
    papers, sentences = _stream(base, split.laws + split.reports * 2)
    spoken, chains = _spoken(base, random)
    keys, others = zip(*(_words(base, length, random) for length in range(2, LONGEST + 1)), strict=True)
    checks = {}
    for name in ("odw", "law", "sighan2015"):
        checks[name] = examples.read(corpus.DATA / f"{name}.train")
    checks["made"] = examples.spoilt(base, split.tune, 4000, 0.35, 5)
    pairs = {
        f"{name}_{side}": np.concatenate([row(base, pair[number]) for pair in rows])
        for name, rows in checks.items()
        for number, side in enumerate(("written", "meant"))
    }
    np.savez(
        output,
        size=np.array(len(base.alphabet)),
        papers=papers,
        sentences=sentences,
        spoken=spoken,
        chains=chains,
        wrong=_wrong(base, random),
        sounds=base.lexicon.sounds[:, 0].astype(np.uint16),
        confusable=base.confusion.confusable(np.arange(len(base.alphabet))),
        **{f"keys{length}": rows for length, rows in zip(range(2, LONGEST + 1), keys, strict=True)},
        **{f"others{length}": rows for length, rows in zip(range(2, LONGEST + 1), others, strict=True)},
        **pairs,
    )
    print(f"papers {len(papers):,}, spoken {len(spoken):,}, words {[len(rows) for rows in keys]}")


def row(base: models.Models, text: str) -> np.ndarray:
    """A sentence with an edge after it."""
    return base.alphabet.encode(text + "\n").astype(np.uint16)


def _stream(base: models.Models, paragraphs: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """All paragraphs in a row, and where each sentence begins; the first of a paragraph is marked by its lowest bit."""
    parts, begins, at = [], [], 0
    for paragraph in paragraphs:
        parts.append(base.alphabet.encode(paragraph).astype(np.uint16))
        first = True
        for match in spoiling.SENTENCE.finditer(paragraph):
            begins.append((at + match.start()) << 1 | first)
            first = False
        at += len(paragraph)
    return np.concatenate(parts), np.array(begins, dtype=np.int64)


def _spoken(base: models.Models, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Chains of words: the next one as the pairs have it, or any word where they leave room."""
    model = word_model.read(counting.libime())
    words = [base.alphabet.encode(word).astype(np.uint16) for word in model.words]
    usable = np.array(
        [len(word) > 0 and (word >= RESERVED).all() and model.words[n][0] != "<" for n, word in enumerate(words)]
    )
    single = np.exp(model.logp[0]) * usable
    pairs = model.grams[1]
    kept = usable[pairs].all(axis=1)
    pairs, share = pairs[kept], np.exp(model.logp[1][kept])
    order = np.argsort(pairs[:, 0], kind="stable")
    pairs, share = pairs[order], share[order]
    begins = np.searchsorted(pairs[:, 0], np.arange(len(words) + 1))
    sums, any_word = np.concatenate([[0], np.cumsum(share)]), np.cumsum(single / single.sum())
    state = np.searchsorted(any_word, random.random(CHAINS))
    chains = [state]
    lengths = np.array([len(word) for word in words])
    while sum(lengths[step].sum() for step in chains) < SPOKEN:
        low, high = sums[begins[state]], sums[begins[state + 1]]
        wanted = low + random.random(CHAINS)
        follows = np.searchsorted(sums, wanted, side="right") - 1
        inside = (wanted < high) & (follows < len(pairs))
        free = np.searchsorted(any_word, random.random(CHAINS))
        state = np.where(inside, pairs[np.minimum(follows, len(pairs) - 1), 1], np.minimum(free, len(words) - 1))
        chains.append(state)
    parts, ends, at = [], [], 0
    for chain in np.stack(chains, axis=1):
        parts += [words[number] for number in chain]
        ends.append(at << 1 | 1)
        at += int(lengths[chain].sum())
    return np.concatenate(parts), np.array(ends, dtype=np.int64)


def _wrong(base: models.Models, random: np.random.Generator) -> np.ndarray:
    """For each character ``DRAWS`` that are typed for it, the likelier the oftener; 0 where there is none."""
    drawn = np.zeros((len(base.alphabet), DRAWS), dtype=np.uint16)
    starts, others, masks = base.confusion.starts, base.confusion.others, base.confusion.masks
    common = np.exp(-base.language.rarity(np.arange(len(base.alphabet))) / 32)
    for char in range(RESERVED, len(base.alphabet)):
        row = slice(starts[char], starts[char + 1])
        if row.start == row.stop:
            continue
        weight = np.zeros(row.stop - row.start)
        for kinds, share in KINDS:
            fits = ((masks[row] & kinds) > 0) * common[others[row]]
            if fits.sum() > 0:
                weight += share * fits / fits.sum()
        if weight.sum() > 0:
            drawn[char] = random.choice(others[row], DRAWS, p=weight / weight.sum())
    return drawn


def _words(base: models.Models, length: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Words with others of the same sound: keys ascending, and ``ALTERNATIVES`` keys of others drawn for each."""
    lexicon = base.lexicon
    keys = lexicon.words[length - 1][lexicon.costs[length - 1] <= COMMON]
    owner, found = lexicon.alike(unpack(keys, length))
    other = pack(found)
    apart = other != keys[owner]
    owner, other = owner[apart], other[apart]
    begins = np.searchsorted(owner, np.arange(len(keys) + 1))
    some = np.flatnonzero(np.diff(begins))
    draws = begins[some][:, None] + (random.random((len(some), ALTERNATIVES)) * np.diff(begins)[some][:, None]).astype(
        int
    )
    return keys[some], other[draws]


if __name__ == "__main__":
    write(Path(sys.argv[1]))
