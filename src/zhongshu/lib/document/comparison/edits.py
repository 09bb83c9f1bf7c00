"""Edits between two sequences in time that grows with their length, and word-level spans of two texts.

What stands once on both sides anchors the rest (patience diff); where nothing is unique, short runs of neighbours are tried
as anchors; only stretches too small to matter are compared pair by pair.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Opcode = tuple[str, int, int, int, int]
Match = tuple[int, int, int]
"""An equal run: where it begins on both sides, and its length."""

PAIRWISE_LIMIT = 250_000
"""Product of two lengths up to which a stretch without anchors is compared pair by pair; a longer one is replaced whole."""
RUNS = (1, 3, 8)
DEPTH_LIMIT = 24
CONFETTI = 6

_INSUBSTANTIAL = re.compile(r"[\s　]|[^\w]|_")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: "same", "added" or "removed"."""

    op: str
    text: str


def opcodes(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Opcode]:
    """Edits that turn one sequence into the other, as ``difflib`` names them; they cover both sequences in order."""
    codes: list[Opcode] = []
    a = b = 0
    for i, j, length in (*_joined(_matches(before, after)), (len(before), len(after), 0)):
        if i > a or j > b:
            op = "replace" if i > a and j > b else "delete" if i > a else "insert"
            codes.append((op, a, i, b, j))
        if length:
            codes.append(("equal", i, i + length, j, j + length))
        a, b = i + length, j + length
    return codes


def _joined(matches: Iterator[Match]) -> Iterator[Match]:
    """Touching runs as one."""
    held: Match | None = None
    for i, j, length in matches:
        if held and held[0] + held[2] == i and held[1] + held[2] == j:
            held = (held[0], held[1], held[2] + length)
            continue
        if held:
            yield held
        held = (i, j, length)
    if held:
        yield held


def _matches(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[Match]:
    yield from _between(before, after, 0, len(before), 0, len(after), 0)


def _between(
    a: Sequence[Hashable], b: Sequence[Hashable], i: int, i_end: int, j: int, j_end: int, depth: int
) -> Iterator[Match]:
    """Equal runs of two stretches in order: what is common at both ends first, then anchors, then pair by pair."""
    limit = min(i_end - i, j_end - j)
    head = next((n for n in range(limit) if a[i + n] != b[j + n]), limit)
    tail = next((n for n in range(limit - head) if a[i_end - 1 - n] != b[j_end - 1 - n]), limit - head)
    if head:
        yield i, j, head
    i, j, i_stop, j_stop = i + head, j + head, i_end - tail, j_end - tail
    if i < i_stop and j < j_stop:
        anchors = _anchors(a, b, i, i_stop, j, j_stop) if depth < DEPTH_LIMIT else []
        if anchors:
            for x, y in anchors:
                if x >= i and y >= j:
                    yield from _between(a, b, i, x, j, y, depth + 1)
                    yield x, y, 1
                    i, j = x + 1, y + 1
            yield from _between(a, b, i, i_stop, j, j_stop, depth + 1)
        elif (i_stop - i) * (j_stop - j) <= PAIRWISE_LIMIT:
            matcher = difflib.SequenceMatcher(None, a[i:i_stop], b[j:j_stop], autojunk=False)
            yield from ((i + m.a, j + m.b, m.size) for m in matcher.get_matching_blocks() if m.size)
    if tail:
        yield i_stop, j_stop, tail


def _anchors(
    a: Sequence[Hashable], b: Sequence[Hashable], i: int, i_end: int, j: int, j_end: int
) -> list[tuple[int, int]]:
    """Places of what stands exactly once on both sides, in the longest order that both sides keep."""
    for length in RUNS:
        places = _unique(b, j, j_end, length)
        pairs = [(x, places[key]) for key, x in _unique(a, i, i_end, length).items() if key in places]
        if pairs:
            return _longest_increasing(sorted(pairs))
    return []


def _unique(sequence: Sequence[Hashable], start: int, end: int, length: int) -> dict[Hashable, int]:
    if length == 1:
        keys: list[Hashable] = list(sequence[start:end])
    else:
        keys = [tuple(sequence[n : n + length]) for n in range(start, end - length + 1)]
    counts = Counter(keys)
    return {key: start + n for n, key in enumerate(keys) if counts[key] == 1}


def _longest_increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        last[at : at + 1] = [index]
        before.append(last[at - 1] if at else -1)
    chain: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def words(text: str) -> list[str]:
    """A text as words."""
    import jieba  # a quarter of a second, spared to whoever only reads a document

    jieba.setLogLevel(60)
    return [token for token in jieba.cut(text, HMM=False) if token]


def spans(old: str, new: str) -> tuple[Span, ...]:
    """Word-level spans that turn one text into another."""
    if not old or not new:
        return tuple(span for span in (Span("removed", old), Span("added", new)) if span.text)
    before, after = words(old), words(new)
    result: list[tuple[str, str, str]] = []
    for op, a, b, c, d in opcodes(before, after):
        removed, added = "".join(before[a:b]), "".join(after[c:d])
        result.append(("same", removed, "") if op == "equal" else ("changed", removed, added))
    return tuple(_spans(_calmed(result)))


def _calmed(parts: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Without single characters left standing between two larger changes, which nobody can read."""
    calm: list[tuple[str, str, str]] = []
    for index, (op, old, new) in enumerate(parts):
        following = parts[index + 1] if index + 1 < len(parts) else None
        lonely = op == "same" and len(old) == 1 and bool(calm) and following is not None
        if lonely and following and min(_weight(calm[-1]), _weight(following)) >= CONFETTI:
            calm[-1] = ("changed", calm[-1][1] + old, calm[-1][2] + old)
        elif calm and op == "changed" and calm[-1][0] == "changed":
            calm[-1] = ("changed", calm[-1][1] + old, calm[-1][2] + new)
        else:
            calm.append((op, old, new))
    return calm


def _weight(part: tuple[str, str, str]) -> int:
    return len(part[1]) + len(part[2])


def _spans(parts: list[tuple[str, str, str]]) -> Iterator[Span]:
    for op, old, new in parts:
        if op == "same":
            yield Span("same", old)
            continue
        if old:
            yield Span("removed", old)
        if new:
            yield Span("added", new)


def is_editorial(old: str, new: str) -> bool:
    """Whether two texts differ in nothing but punctuation and spaces. Marks that carry a number's value do count."""
    if re.findall(r"\d[\d.,%％‰]*", old) != re.findall(r"\d[\d.,%％‰]*", new):
        return False
    return _INSUBSTANTIAL.sub("", old) == _INSUBSTANTIAL.sub("", new)


def bigrams(text: str) -> Counter[str]:
    """How often each pair of neighbouring characters stands in a text; single characters count for themselves."""
    return Counter(map("".join, pairwise(text))) if len(text) > 1 else Counter(text)


def likeness(old: Counter[str], new: Counter[str]) -> float:
    """How much two texts have in common, 0 to 1 (Dice's coefficient over pairs of characters)."""
    total = old.total() + new.total()
    if not total:
        return 1.0
    small, large = (old, new) if len(old) < len(new) else (new, old)
    return 2 * sum(min(count, large[key]) for key, count in small.items()) / total
