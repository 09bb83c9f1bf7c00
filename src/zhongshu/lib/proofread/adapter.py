"""From a Document (lib/document) to the engine's view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhongshu.lib.document import Block, Document, Heading, Table

from .manuscript import Manuscript, Passage, Role, place


def from_document(document: Document) -> Manuscript:
    """The whole paper: every element a person reads becomes one passage a line, in reading order."""
    return Manuscript(
        passages=place(_passages(document)),
        whole=True,
        kind=document.kind,
        direction=str(document.direction),
        title=document.plain_title,
        number=str(document.number or ""),
        addressees=document.addressees,
        copy_to=document.copy_to,
        signatories=document.signatories,
        issuers=tuple(block.organ for block in document.signature_blocks),
        marks=document.issuer_marks,
        labels=tuple(label for label, _ in document.extra),
        annex_names=tuple(annex.name for annex in document.annexes),
        secrecy_level=document.secrecy_level.label,
        secrecy_period=document.secrecy_period,
        copy_number=document.copy_number,
        remark=document.remark,
        document_date=document.document_date,
    )


def _passages(document: Document) -> Iterator[Passage]:
    yield from _lines("title", Role.TITLE, document.title)
    yield from _listed("addressees", Role.ADDRESSEES, document.addressees)
    yield from _blocks("body", document.body)
    for index, annex in enumerate(document.annexes):
        yield from _lines(f"annexes/{index}/name", Role.ANNEX_NAME, annex.name)
        yield from _blocks(f"annexes/{index}/blocks", annex.blocks, Role.ANNEX)
    for index, block in enumerate(document.signature_blocks):
        yield from _lines(f"signature_blocks/{index}/organ", Role.SIGNATURE, block.organ)
    yield from _lines("remark", Role.REMARK, document.remark)
    yield from _listed("copy_to", Role.COPY_TO, document.copy_to)


def _listed(name: str, role: Role, texts: Iterable[str]) -> Iterator[Passage]:
    for index, text in enumerate(texts):
        yield from _lines(f"{name}/{index}", role, text)


def _blocks(name: str, blocks: Iterable[Block], role: Role | None = None) -> Iterator[Passage]:
    """``role`` overrides what the block itself would be; a cell stays a cell."""
    for index, block in enumerate(blocks):
        element = f"{name}/{index}"
        if isinstance(block, Table):
            for row, cells in enumerate(block.rows):
                for column, cell in enumerate(cells):
                    yield from _lines(f"{element}/rows/{row}/{column}", Role.CELL, cell)
        else:
            own = Role.HEADING if isinstance(block, Heading) else Role.PARAGRAPH
            yield from _lines(element, role or own, block.text)


def _lines(element: str, role: Role, text: str) -> Iterator[Passage]:
    """One passage a line; nothing for an empty element."""
    offset = 0
    for line in text.replace("\r", " ").split("\n"):
        if line:
            yield Passage(element, role, line, offset=offset)
        offset += len(line) + 1
