"""Is a document complete and of the right kind: required elements, directions, marks, with the article each rule rests on.

``check`` answers breaches of form that need no knowledge of organs (those are in ``routing``) and no reading of language
(that is ``lib.proofread``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zhongshu.lib.refusal import Refused

from .. import kinds
from ..breach import REGULATION, Breach
from ..kinds import DocumentKind
from ..model import Document
from . import of_header, of_kind, of_record, of_text
from .names import ELEMENT_NAMES

__all__ = ["ASSIGNED_LATER", "ELEMENT_NAMES", "check", "missing_elements"]

ASSIGNED_LATER = frozenset({"number", "signatories", "document_date", "printing_date", "copy_number"})
"""Elements a draft does not have yet: they come with sign-off, numbering and printing."""

Rule = Callable[[Document, DocumentKind], Iterator[Breach]]


def check(document: Document, *, draft: bool = False) -> list[Breach]:
    """Everything formally wrong with a document; ``draft`` leaves out what only later steps can supply."""
    try:
        kind = kinds.find(document.kind, document.edition)
    except Refused as refused:
        return [Breach("form.unknown_kind", f"{REGULATION}第八条", refused.message, refused.remedy, False, "kind")]
    breaches = [breach for rule in _RULES for breach in rule(document, kind)]
    return [b for b in breaches if not (draft and b.rule == "form.missing" and b.element in ASSIGNED_LATER)]


def missing_elements(document: Document, *, draft: bool = False) -> list[str]:
    """Paths of the required elements that are still empty."""
    return [breach.element for breach in check(document, draft=draft) if breach.rule == "form.missing"]


_RULES: tuple[Rule, ...] = (
    of_kind.old_edition,
    of_kind.required,
    of_kind.direction,
    of_kind.layout,
    of_kind.title,
    of_kind.seal,
    of_kind.signature_stamp,
    of_header.signatories,
    of_header.secrecy,
    of_header.number,
    of_header.joint,
    of_text.levels,
    of_text.annexes,
    of_record.record,
)
