"""Differences of two runs of blocks: changed in place, added, removed, moved; tables cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from ..model import Block, Heading, Table
from ..text import body_to_text
from .diff import Change, ElementDiff, RowDiff, text_diff
from .edits import Span, bigrams, is_editorial, likeness, opcodes, spans

SIMILAR = 0.4
"""Two blocks at least this alike are one block changed; less alike, one removed and another added."""
MOVED = 0.75
MOVED_LENGTH = 8
"""Characters from which a block found elsewhere counts as moved; shorter ones ("特此通知。") only look alike."""
NEAR = 12
SEARCH_LIMIT = 250_000

Pair = tuple[int | None, int | None]
Grams = Counter[str]


def block_text(block: Block) -> str:
    """A block's words as the editor shows them."""
    return body_to_text((block,))


def key_of(block: Block) -> tuple[str, str]:
    """What makes two blocks the same for a reader: what they are, and their words."""
    return (f"heading{block.level}" if isinstance(block, Heading) else type(block).__name__, block_text(block))


def block_diffs(old: Sequence[Block], new: Sequence[Block], path: str, name: str) -> list[ElementDiff]:
    """Differences in the order of the new text; what was removed stands where it was. ``name`` is "正文" or "附件1"."""
    diffs: list[ElementDiff] = []
    pairs = paired(old, new)
    moved = _moves(old, new, pairs)
    gone = set(moved.values())
    for i, j in pairs:
        if j is None:
            assert i is not None
            if i not in gone:
                diffs.append(_diff(f"{path}/{i}", f"{name}（原第{i + 1}段）", old[i], None))
        elif i is None and j in moved:
            diffs.append(_moved(f"{path}/{j}", name, moved[j], j, old[moved[j]], new[j]))
        elif i is None or old[i] != new[j]:
            diffs.append(_diff(f"{path}/{j}", f"{name}第{j + 1}段", None if i is None else old[i], new[j]))
    return diffs


def paired(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """Every block of both runs, matched with its like or with None, in reading order."""
    keys = [[key_of(block) for block in run] for run in (old, new)]
    grams = [[_grams(block) for block in run] for run in (old, new)]
    return aligned(keys[0], keys[1], grams[0], grams[1])


def aligned(
    before: Sequence[Hashable], after: Sequence[Hashable], old: Sequence[Grams], new: Sequence[Grams]
) -> list[Pair]:
    """Two runs matched: what has the same key first, what lies between by likeness of its words."""
    pairs: list[Pair] = []
    for op, a, b, c, d in opcodes(before, after):
        if op == "equal":
            pairs += zip(range(a, b), range(c, d), strict=True)
        else:
            near = _alike(old[a:b], new[c:d])
            pairs += [(None if i is None else a + i, None if j is None else c + j) for i, j in near]
    return pairs


def _grams(block: Block) -> Grams:
    return bigrams(block_text(block)[:2000])


def _alike(old: Sequence[Grams], new: Sequence[Grams]) -> list[Pair]:
    """Match texts by likeness without crossing; the unmatched stand alone, in order."""
    pairs: list[Pair] = []
    start = 0
    for j, grams in enumerate(new):
        scores = [(likeness(old[i], grams), -i) for i in range(start, min(len(old), start + NEAR))]
        score, negative = max(scores, default=(0.0, 0))
        if score < SIMILAR:
            pairs.append((None, j))
            continue
        pairs += [(i, None) for i in range(start, -negative)]
        pairs.append((-negative, j))
        start = -negative + 1
    return pairs + [(i, None) for i in range(start, len(old))]


def _moves(old: Sequence[Block], new: Sequence[Block], pairs: Sequence[Pair]) -> dict[int, int]:
    """New index → old index of blocks that stand elsewhere now, the same or nearly the same."""
    gone = [i for i, j in pairs if j is None and i is not None and len(block_text(old[i])) >= MOVED_LENGTH]
    come = [j for i, j in pairs if i is None and j is not None and len(block_text(new[j])) >= MOVED_LENGTH]
    found: dict[int, int] = {}
    by_key: dict[tuple[str, str], list[int]] = {}
    for i in gone:
        by_key.setdefault(key_of(old[i]), []).append(i)
    for j in come:
        if same := by_key.get(key_of(new[j])):
            found[j] = same.pop(0)
    settled = set(found.values())
    left = [i for i in gone if i not in settled]
    if len(left) * len(come) > SEARCH_LIMIT:
        return found
    grams = {i: _grams(old[i]) for i in left}
    for j in come:
        if j not in found and grams:
            mine = _grams(new[j])
            score, best = max((likeness(grams[i], mine), -i) for i in grams)
            if score >= MOVED:
                found[j] = -best
                del grams[-best]
    return found


def _moved(path: str, name: str, i: int, j: int, old: Block, new: Block) -> ElementDiff:
    diff = _diff(path, f"{name}第{j + 1}段", old, new)
    return ElementDiff(path, diff.name, Change.MOVED, diff.spans, False, diff.rows, f"原为第{i + 1}段")


def _diff(path: str, name: str, old: Block | None, new: Block | None) -> ElementDiff:
    if isinstance(old, Table) or isinstance(new, Table):
        return _table_diff(path, name, old, new)
    before, after = (block_text(block) if block is not None else "" for block in (old, new))
    diff = text_diff(path, name, before, after)
    if old is None or new is None or before != after:
        return diff
    # The same words in another form: a heading's level is form, another picture under the same words is not.
    same_kind = type(old) is type(new) and getattr(old, "content", b"") == getattr(new, "content", b"")
    return ElementDiff(path, name, Change.CHANGED, diff.spans, same_kind, note="文字未变，字形或者格式有变")


def _table_diff(path: str, name: str, old: Block | None, new: Block | None) -> ElementDiff:
    before, after = (block_text(block) if block is not None else "" for block in (old, new))
    if not (isinstance(old, Table) and isinstance(new, Table)):
        diff = text_diff(path, name, before, after)
        rows = tuple(_whole_rows(old if isinstance(old, Table) else new)) if old is None or new is None else ()
        return ElementDiff(path, name, diff.change, diff.spans, False, rows)
    if before == after:
        return ElementDiff(path, name, Change.CHANGED, (Span("same", after),), True, note="文字未变，表格的格式有变")
    rows = tuple(table_rows(old, new))
    return ElementDiff(path, name, Change.CHANGED, spans(before, after), is_editorial(before, after), rows)


def _whole_rows(table: Block | None) -> Iterator[RowDiff]:
    for row in table.rows if isinstance(table, Table) else ():
        yield RowDiff("same", tuple((Span("same", cell),) for cell in row))


def table_rows(old: Table, new: Table) -> Iterator[RowDiff]:
    """The rows of two tables, matched by likeness; cells of a matched row word by word."""
    for op, a, b, c, d in opcodes(old.rows, new.rows):
        if op == "equal":
            for row in new.rows[c:d]:
                yield RowDiff("same", tuple((Span("same", cell),) for cell in row))
            continue
        before = [bigrams("|".join(row)) for row in old.rows[a:b]]
        after = [bigrams("|".join(row)) for row in new.rows[c:d]]
        for i, j in _alike(before, after):
            yield _row(old.rows[a + i] if i is not None else None, new.rows[c + j] if j is not None else None)


def _row(old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> RowDiff:
    if new is None:
        return RowDiff("removed", tuple((Span("removed", cell),) for cell in old or ()))
    if old is None:
        return RowDiff("added", tuple((Span("added", cell),) for cell in new))
    width = max(len(old), len(new))
    before, after = (tuple(row) + ("",) * (width - len(row)) for row in (old, new))
    return RowDiff("changed", tuple(spans(one, two) for one, two in zip(before, after, strict=True)))
