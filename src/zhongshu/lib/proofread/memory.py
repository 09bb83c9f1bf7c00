"""What local rules said of passages read before, so that a draft being typed is read again only where it changed."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from .manuscript import Hit, Manuscript, Passage, Role, place
from .rule import Rule

PASSAGES = 4_000
"""Passages remembered; the ones not met for longest are forgotten."""

Key = tuple[str, Role, bool, bool]


class Memory:
    """Answers by passage and rule. May be shared by any number of texts and packs; not by threads."""

    def __init__(self, passages: int = PASSAGES) -> None:
        self._size = passages
        self._known: OrderedDict[Key, dict[int, tuple[Hit, ...]]] = OrderedDict()
        self._rules: dict[int, Rule] = {}
        """Rules met, by identity: held, so that no other rule can take the identity of one that is gone."""

    def hits(self, rule: Rule, manuscript: Manuscript) -> list[Hit]:
        """What ``rule`` says of the whole manuscript."""
        self._rules[id(rule)] = rule
        last = len(manuscript.passages) - 1
        found: list[Hit] = []
        for number, passage in enumerate(manuscript.passages):
            key = (passage.text, passage.role, number == 0, number == last)
            said = self._of(key)
            if id(rule) not in said:
                said[id(rule)] = _read(rule, key, manuscript)
            found += [
                replace(hit, start=hit.start + passage.start, end=hit.end + passage.start) for hit in said[id(rule)]
            ]
        return found

    def _of(self, key: Key) -> dict[int, tuple[Hit, ...]]:
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = {}
            if len(self._known) > self._size:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(key)
        return known


def _read(rule: Rule, key: Key, manuscript: Manuscript) -> tuple[Hit, ...]:
    """The rule on one passage between line breaks where it has neighbours; offsets count from the passage."""
    text, role, first, last = key
    blank = Passage("", Role.PARAGRAPH, "")
    passages = place([*([] if first else [blank]), Passage("", role, text), *([] if last else [blank])])
    alone = Manuscript(passages=passages, whole=manuscript.whole)
    shift = 0 if first else 1
    return tuple(replace(hit, start=hit.start - shift, end=hit.end - shift) for hit in rule.find(alone))
