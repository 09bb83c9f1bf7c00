"""Count runs of two to five characters and estimate how likely each is: absolute discounting, pruned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from . import hashing
from .alphabet import BITS, EDGE, UNKNOWN, Alphabet
from .language_model import UNIT

ORDERS = 5
Keys = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
Arrays = dict[str, npt.NDArray[Any]]
LOADS = {2: 0.8, 3: 0.8, 4: 0.8, 5: 0.8}
"""How full the table of each length is made: the emptier, the fewer runs find no place."""

GAP = "\ufffe"
"""No character: it is unknown to every alphabet, and no run is counted across an unknown character."""


@dataclass
class Order:
    """All runs of one length: ``grams`` (rows of character numbers), ``logp`` and ``backoff`` in natural logarithms."""

    grams: npt.NDArray[np.int64]
    counts: Reals
    context: Keys
    """Row of the run without its last character, in the order below."""
    suffix: Keys
    """Row of the run without its first character, in the order below."""
    logp: Reals
    backoff: Reals


@dataclass(frozen=True)
class Stream:
    """Characters as numbers, and how much each place counts; ``papers`` tells which paper each place is of."""

    ids: Keys
    weights: Reals
    papers: Keys | None = None

    def seen(self, inverse: Keys, starts: Keys) -> Keys:
        """In how many places each run stands that begins at ``starts``; with ``papers``, in how many of them."""
        if self.papers is None:
            return np.bincount(inverse).astype(np.int64)
        size = int(self.papers.max(initial=0)) + 1
        return np.bincount(np.unique(inverse * size + self.papers[starts]) // size).astype(np.int64)


def stream(sources: Iterable[tuple[Iterable[str], float]], words: Mapping[str, float], alphabet: Alphabet) -> Stream:
    """Paragraphs of each source, an edge between any two, with the source's weight; then each word twice, a gap after it."""
    ids, weights = [], []
    for paragraphs, weight in sources:
        ids.append(alphabet.encode("\n" + "\n".join(paragraphs) + "\n" + GAP))
        weights.append(np.full(len(ids[-1]), weight))
    ids.append(alphabet.encode("".join((word + GAP) * 2 for word in words)))
    weights.append(np.concatenate([np.full(2 * len(word) + 2, weight / 2) for word, weight in words.items()]))
    return Stream(np.concatenate(ids), np.concatenate(weights))


def estimate(text: Stream, size: int, at_least: tuple[int, ...]) -> list[Order]:
    """Models of the orders 1 to 5; a run that stands in fewer than ``at_least[order - 1]`` places (papers) is left out.

    A run enters the count only where it does not cross the edge of a paragraph (an edge may stand at either end).
    """
    counts: Reals = np.bincount(text.ids, weights=text.weights, minlength=size).astype(np.float64)
    share = (counts + 0.5) / (counts.sum() + 0.5 * size)
    none = np.zeros(size, dtype=np.int64)
    orders = [Order(np.arange(size)[:, None], counts, none, none, np.log(share), np.zeros(size))]
    rows = np.where(text.ids == UNKNOWN, -1, text.ids)
    """Row of the run that starts at each place, in the order below; -1 where that run was left out."""
    for length in range(2, ORDERS + 1):
        orders.append(_next(orders[-1], text, rows, length, at_least[length - 1]))
    return orders


def _next(below: Order, text: Stream, rows: Keys, length: int, at_least: int) -> Order:
    """The order above ``below``; ``rows`` is moved on to it."""
    ids = text.ids
    starts = np.flatnonzero(rows[: len(ids) - length + 1] >= 0)
    starts = starts[rows[starts + 1] >= 0]
    for inner in range(1, length - 1):
        starts = starts[ids[starts + inner] != EDGE]
    keys = (rows[starts] << BITS) | ids[starts + length - 1]
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    seen = text.seen(inverse, starts)
    counts: Reals = np.bincount(inverse, weights=text.weights[starts]).astype(np.float64)
    at = starts[first]
    context, suffix = rows[at], rows[at + 1]
    logp = np.log(_interpolated(counts, context, np.exp(below.logp)[suffix], len(below.counts)))
    kept = seen >= at_least
    numbers = np.cumsum(kept) - 1
    placed = np.full(len(rows), -1, dtype=np.int64)
    placed[starts] = np.where(kept, numbers, -1)[inverse]
    rows[:] = placed
    grams = np.stack([ids[at[kept] + offset] for offset in range(length)], axis=1)
    return Order(grams, counts[kept], context[kept], suffix[kept], logp[kept], np.zeros(int(kept.sum())))


def _interpolated(counts: Reals, context: Keys, lower: Reals, size: int) -> Reals:
    """Probabilities with three discounts, what was taken off given to the lower order."""
    whole = np.round(counts)
    n1, n2, n3, n4 = (max(1, int((whole == times).sum())) for times in (1, 2, 3, 4))
    base = n1 / (n1 + 2 * n2)
    discounts = np.array([0.0, 1 - 2 * base * n2 / n1, 2 - 3 * base * n3 / n2, 3 - 4 * base * n4 / n3])
    taken = np.minimum(np.clip(discounts, 0.05, None)[np.clip(whole, 1, 3).astype(np.int64)], 0.9 * counts)
    total = np.bincount(context, weights=counts, minlength=size)
    given = np.bincount(context, weights=taken, minlength=size)
    return (counts - taken + given[context] * lower) / total[context]


def prune(orders: list[Order], limits: dict[int, int]) -> list[Order]:
    """Keep at most ``limits[order]`` runs: those whose loss would cost most, and what they rest on; of the pairs the commonest,
    since that two characters were ever seen together counts for itself."""
    rows = [np.ones(len(order.counts), dtype=bool) for order in orders]
    for length in range(ORDERS, 1, -1):
        if length not in limits:
            continue
        order, below = orders[length - 1], orders[length - 2]
        loss = order.counts * (order.logp - below.logp[order.suffix] if length > 2 else 1.0)
        needed = np.zeros(len(loss), dtype=bool)
        if length < ORDERS:
            above = orders[length]
            needed[above.context[rows[length]]] = True
            needed[above.suffix[rows[length]]] = True
        room = max(0, limits[length] - int(needed.sum()))
        loss[needed] = -np.inf
        best = np.argsort(-loss, kind="stable")[:room]
        needed[best[loss[best] > 0]] = True
        rows[length - 1] = needed
    return _renumber(orders, rows)


def _renumber(orders: list[Order], rows: list[npt.NDArray[np.bool_]]) -> list[Order]:
    """Only the kept rows, and back-offs that make every context sum to one again."""
    kept = [orders[0]]
    for length in range(2, ORDERS + 1):
        order, keep = orders[length - 1], rows[length - 1]
        numbers = np.cumsum(rows[length - 2]) - 1
        kept.append(
            Order(
                order.grams[keep],
                order.counts[keep],
                numbers[order.context[keep]],
                numbers[order.suffix[keep]],
                order.logp[keep],
                order.backoff[keep],
            )
        )
    for below, order in pairwise(kept):
        size = len(below.counts)
        used = np.bincount(order.context, weights=np.exp(order.logp), minlength=size)
        lower = np.bincount(order.context, weights=np.exp(below.logp[order.suffix]), minlength=size)
        below.backoff = np.log(np.clip(1 - used, 1e-4, 1) / np.clip(1 - lower, 1e-4, 1))
    return kept


def tables(orders: Sequence[Order]) -> Arrays:
    """The arrays of a model file that :class:`LanguageModel` is made of."""
    arrays: Arrays = {"logp1": _quantised(orders[0].logp), "backoff1": _quantised(orders[0].backoff)}
    for length in range(2, ORDERS + 1):
        order = orders[length - 1]
        rank = np.argsort(-order.counts, kind="stable")
        hashes = np.zeros(len(rank), dtype=np.uint64)
        for column in range(length):
            hashes = hashing.extend(hashes, order.grams[rank, column])
        values = [_quantised(order.logp[rank])]
        if length < ORDERS:
            values.append(_quantised(order.backoff[rank]))
        table = hashing.Compact.of(hashing.build(hashes, tuple(values), LOADS[length]))
        arrays[f"count{length}"], arrays[f"full{length}"] = np.array([table.count]), table.full
        arrays[f"marks{length}"] = table.marks
        for name, value in zip(("logp", "backoff"), table.values, strict=False):
            arrays[f"{name}{length}"] = value
    return arrays


def _quantised(logarithms: Reals) -> npt.NDArray[np.uint8]:
    return np.clip(np.round(-UNIT * logarithms), 0, 255).astype(np.uint8)
