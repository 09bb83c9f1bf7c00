"""Compare two versions: element by element, word by word, and say whether a change is substantive.

A change is *editorial* when only punctuation, spaces or layout differ; every other one is substantive and, after
sign-off, goes back to the same signatory (art. 25 (一)).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

from ..model import Annex, Document, SignatureBlock
from ..text import body_to_text
from ..validation import ELEMENT_NAMES
from .blocks import SIMILAR, block_diffs
from .diff import Change, ElementDiff, text_diff
from .edits import bigrams, likeness

_FORM_ONLY = frozenset({"layout", "template", "mark_suffix", "edition", "sealed"})
_LATE = frozenset({"number", "copy_number", "printing_organ", "printing_date", "document_date"})
_OTHER_NAMES = {
    "kind": "文种",
    "edition": "版本",
    "direction": "行文方向",
    "layout": "格式",
    "template": "版式",
    "mark_suffix": "发文机关标志",
    "sealed": "用印方式",
    "extra": "其他要素",
    "subtitle": "副标题",
    "title_note": "题注",
}
_ANNEX_NAMES = {
    "name": "名称",
    "title": "标题",
    "subtitle": "副标题",
    "listed": "是否列入附件说明",
    "separate": "装订方式",
    "landscape": "横排",
}
_ANNEX_FORM = frozenset({"separate", "landscape"})


def compare(old: Document, new: Document) -> list[ElementDiff]:
    """All differences between two versions, in the order of the paper; empty when they are equal."""
    diffs: list[ElementDiff] = []
    for field in dataclasses.fields(Document):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if before == after:
            continue
        if field.name == "body":
            diffs += block_diffs(before, after, "body", "正文")
        elif field.name == "annexes":
            diffs += _annexes(before, after)
        else:
            name = ELEMENT_NAMES.get(field.name, _OTHER_NAMES.get(field.name, field.name))
            diff = text_diff(field.name, name, shown(before), shown(after))
            diffs.append(dataclasses.replace(diff, editorial=True) if field.name in _FORM_ONLY else diff)
    return diffs


def is_substantive(diffs: Sequence[ElementDiff], *, ignore_late: bool = True) -> bool:
    """Whether a set of changes must go back to the signatory. Numbers and printing data given after sign-off do not count
    unless ``ignore_late`` is False."""
    return any(not diff.editorial for diff in diffs if not (ignore_late and diff.path in _LATE))


def shown(value: object) -> str:
    """An element's value as one text."""
    if value is None or value is False:
        return ""
    if value is True:
        return "是"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, SignatureBlock):
        return " ".join(part for part in (value.organ, value.post, value.name) if part)
    if isinstance(value, tuple):
        return "，".join(shown(item) for item in value)
    return str(getattr(value, "label", value))


def annex_pairs(old: Sequence[Annex], new: Sequence[Annex]) -> list[tuple[int | None, int | None]]:
    """Annexes of two versions matched by name, then by likeness; in the order of the new version, removed ones last."""
    free = list(range(len(old)))
    found: dict[int, int] = {}
    for j, annex in enumerate(new):
        same = next((i for i in free if annex.name and old[i].name == annex.name), None)
        if same is not None:
            found[j] = same
            free.remove(same)
    for j, annex in enumerate(new):
        if j in found or not free:
            continue
        grams = bigrams(_text(annex))
        score, best = max((likeness(bigrams(_text(old[i])), grams), -i) for i in free)
        if score >= SIMILAR:
            found[j] = -best
            free.remove(-best)
    pairs: list[tuple[int | None, int | None]] = [(found.get(j), j) for j in range(len(new))]
    return pairs + [(i, None) for i in free]


def _text(annex: Annex) -> str:
    return f"{annex.name}{body_to_text(annex.blocks)}"[:4000]


def _annexes(old: Sequence[Annex], new: Sequence[Annex]) -> list[ElementDiff]:
    diffs: list[ElementDiff] = []
    pairs = annex_pairs(old, new)
    kept = [i for i, j in pairs if i is not None and j is not None]
    for i, j in pairs:
        index = j if j is not None else i or 0
        path, name = f"annexes/{index}", f"附件{index + 1}" if j is not None else f"附件（原附件{index + 1}）"
        before, after = old[i] if i is not None else Annex(""), new[j] if j is not None else Annex("")
        if i is not None and j is not None and kept.index(i) != sorted(kept).index(i):
            words = text_diff(path, name, after.name, after.name)
            diffs.append(dataclasses.replace(words, change=Change.MOVED, editorial=False, note=f"原为附件{i + 1}"))
        for field in dataclasses.fields(Annex):
            one, two = getattr(before, field.name), getattr(after, field.name)
            if field.name != "blocks" and one != two:
                diff = text_diff(
                    f"{path}/{field.name}", f"{name}{_ANNEX_NAMES.get(field.name, '')}", shown(one), shown(two)
                )
                diffs.append(dataclasses.replace(diff, editorial=diff.editorial or field.name in _ANNEX_FORM))
        diffs += block_diffs(before.blocks, after.blocks, f"{path}/blocks", name)
        if i is None and not after.name and not after.blocks:
            diffs.append(dataclasses.replace(text_diff(path, name, "", name), change=Change.ADDED))
        if j is None and not before.name and not before.blocks:
            diffs.append(dataclasses.replace(text_diff(path, name, name, ""), change=Change.REMOVED))
    return diffs
