"""Small papers for the examples of rules, written with keywords."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from .manuscript import Manuscript, Passage, Role, place


def paper(
    *,
    body: str = "",
    annexes: Sequence[str] | Mapping[str, str] = (),
    date: str = "",
    secrecy: str = "",
    period: str = "",
    **elements: Any,
) -> Manuscript:
    """A whole paper. ``body`` holds one paragraph a line; ``annexes`` are names, or names with texts; ``date`` is ISO.

    ``elements`` are further fields of :class:`Manuscript`; TypeError for any other name.
    """
    named = list(annexes.items()) if isinstance(annexes, Mapping) else [(name, "") for name in annexes]
    fields: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in elements.items()
    }
    manuscript = Manuscript(
        passages=(),
        whole=True,
        annex_names=tuple(name for name, _ in named),
        secrecy_level=secrecy,
        secrecy_period=period,
        document_date=datetime.date.fromisoformat(date) if date else None,
        **fields,
    )
    return replace(manuscript, passages=place(_passages(manuscript, body, named)))


def _passages(manuscript: Manuscript, body: str, annexes: Sequence[tuple[str, str]]) -> Iterator[Passage]:
    if manuscript.title:
        yield Passage("title", Role.TITLE, manuscript.title)
    yield from _listed("addressees/{}", Role.ADDRESSEES, manuscript.addressees)
    yield from _listed("body/{}", Role.PARAGRAPH, body.splitlines())
    for index, (name, text) in enumerate(annexes):
        yield Passage(f"annexes/{index}/name", Role.ANNEX_NAME, name)
        yield from _listed(f"annexes/{index}/blocks/{{}}", Role.ANNEX, text.splitlines())
    yield from _listed("signature_blocks/{}/organ", Role.SIGNATURE, manuscript.issuers)
    if manuscript.remark:
        yield Passage("remark", Role.REMARK, manuscript.remark)
    yield from _listed("copy_to/{}", Role.COPY_TO, manuscript.copy_to)


def _listed(element: str, role: Role, texts: Sequence[str]) -> Iterator[Passage]:
    return (Passage(element.format(index), role, text) for index, text in enumerate(texts))


def table(rows: Sequence[Sequence[str]]) -> Manuscript:
    """A paper whose body is one table."""
    cells = (
        Passage(f"body/0/rows/{row}/{column}", Role.CELL, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Manuscript(passages=place(cells), whole=True)
