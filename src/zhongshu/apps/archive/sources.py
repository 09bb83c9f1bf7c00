"""The archive's door: what a paper of either kind brings along to be filed."""

from datetime import date
from typing import Any, Protocol

from django.utils import timezone

from zhongshu.apps.archive import dossier, incoming_dossier
from zhongshu.apps.flow.models import Flow
from zhongshu.apps.incoming.models import Paper as IncomingPaper
from zhongshu.apps.org.models import Person, Unit
from zhongshu.apps.outgoing.models import Paper as OutgoingPaper
from zhongshu.apps.outgoing.models import Printing
from zhongshu.lib.refusal import Refused

Paper = OutgoingPaper | IncomingPaper


class Source(Protocol):
    """``day`` and ``number`` of the item, the ``unit`` it is shelved under, the ``keeper`` who may see it besides archivists."""

    day: date
    number: str
    unit: Unit | None
    keeper: Person

    def refuse_unready(self) -> None:
        """Refused when something is missing that an item must have."""

    def metadata(self, flow: Flow | None, *, reference: str, retention: str, archivist: str) -> dict[str, Any]:
        """Document, agents, business and relations, named in Chinese."""

    def parts(self, flow: Flow | None, metadata: dict[str, Any]) -> dict[str, bytes]:
        """File name → content of everything the item keeps."""


class OutgoingSource:
    """What was issued."""

    def __init__(self, paper: OutgoingPaper) -> None:
        self.paper, self.number, self.unit, self.keeper = paper, paper.number_text, paper.unit, paper.drafter
        self.day = paper.signed_on or timezone.localdate()

    def refuse_unready(self) -> None:
        if not Printing.objects.filter(paper=self.paper, superseded_at__isnull=True).exists():
            raise Refused(f"《{self.paper.title}》没有印制成文，不能归档。", remedy="请退回印制环节。")

    def metadata(self, flow: Flow | None, *, reference: str, retention: str, archivist: str) -> dict[str, Any]:
        return dossier.metadata_of(self.paper, flow, reference=reference, retention=retention, archivist=archivist)

    def parts(self, flow: Flow | None, metadata: dict[str, Any]) -> dict[str, bytes]:
        return dossier.parts_of(self.paper, flow, metadata)


class IncomingSource:
    """What came in, with the slip of its handling."""

    def __init__(self, paper: IncomingPaper) -> None:
        self.paper, self.number, self.unit = paper, paper.document_number, paper.lead_unit
        self.keeper = paper.registered_by or paper.received_by
        self.day = paper.document_date or timezone.localdate(paper.received_at)

    def refuse_unready(self) -> None:
        if not self.paper.result:
            raise Refused(f"《{self.paper.title}》没有写明办理结果，不能归档。", remedy="请退回办结审核。")

    def metadata(self, flow: Flow | None, *, reference: str, retention: str, archivist: str) -> dict[str, Any]:
        return incoming_dossier.metadata_of(
            self.paper, flow, reference=reference, retention=retention, archivist=archivist
        )

    def parts(self, flow: Flow | None, metadata: dict[str, Any]) -> dict[str, bytes]:
        return incoming_dossier.parts_of(self.paper, flow, metadata)


def source_of(paper: Paper) -> Source:
    """The source for a paper of either kind."""
    return IncomingSource(paper) if isinstance(paper, IncomingPaper) else OutgoingSource(paper)
