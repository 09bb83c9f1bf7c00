"""What the record asks: dates in order, nobody twice."""

from __future__ import annotations

from collections.abc import Iterator

from ..breach import REGULATION, Breach
from ..kinds import DocumentKind
from ..model import Document


def record(document: Document, kind: DocumentKind) -> Iterator[Breach]:
    if document.printing_date and document.document_date and document.printing_date < document.document_date:
        yield Breach(
            "form.printed_before_signed",
            f"{REGULATION}第九条第十七项",
            "印发日期早于成文日期。",
            "印发日期是送印的日期，不早于成文日期。",
            False,
            "printing_date",
        )
    repeated = set(document.addressees) & set(document.copy_to)
    if repeated:
        yield Breach(
            "form.both_to_and_copy",
            f"{REGULATION}第九条第十六项",
            f"“{'、'.join(sorted(repeated))}”既是主送又是抄送。",
            "只保留一处。",
            True,
            "copy_to",
        )
    if document.printing_date and not document.printing_organ:
        yield Breach(
            "form.record_organ",
            f"{REGULATION}第九条第十七项",
            "有印发日期而没有印发机关。",
            "写明印发机关。",
            True,
            "printing_organ",
        )
