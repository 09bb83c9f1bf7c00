"""The five-gate record of a paper: what was found in its current words, what was decided, who signed."""

from dataclasses import dataclass

from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.models import FindingDecision, GateSignature, Paper, Version
from zhongshu.apps.outgoing.queries.proofreading import findings_of
from zhongshu.lib.proofread import Finding, Gate, Level, describe_gates


@dataclass(frozen=True)
class Judged:
    """One finding and the decision that settles it, if any."""

    finding: Finding
    decision: FindingDecision | None = None

    @property
    def open(self) -> bool:
        return self.decision is None

    @property
    def blocks(self) -> bool:
        """Must be settled before the gate can be signed."""
        return self.open and self.finding.level is Level.MUST


@dataclass(frozen=True)
class GateRecord:
    """One gate of the current version."""

    gate: Gate
    name: str
    question: str
    checklist: tuple[str, ...]
    findings: tuple[Judged, ...]
    signature: GateSignature | None
    earlier: tuple[GateSignature, ...]

    @property
    def blocking(self) -> int:
        return sum(item.blocks for item in self.findings)

    @property
    def open(self) -> int:
        return sum(item.open for item in self.findings)


def judged(paper: Paper, version: Version, person: Person | None = None) -> list[Judged]:
    """Findings of a version with what was decided on the same finding, in this version or an earlier one.

    ``person`` is who reads them: the earlier papers that person may know are held against the words.
    """
    decisions = decisions_of(paper)
    return [Judged(finding, decisions.get(finding.fingerprint)) for finding in findings_of(paper, version, person)]


def decisions_of(paper: Paper) -> dict[str, FindingDecision]:
    """What was set aside, by fingerprint."""
    return {
        row.fingerprint: row
        for row in FindingDecision.objects.filter(paper=paper, choice=FindingDecision.Choice.OVERRIDDEN).select_related(
            "by"
        )
    }


def gate_records(paper: Paper, version: Version, person: Person) -> list[GateRecord]:
    """All five gates in their order."""
    found = judged(paper, version, person)
    signatures = list(paper.gate_signatures.select_related("by", "version", "invalid_since").order_by("pk"))
    records = []
    for description in describe_gates():
        gate = description.gate
        own = [row for row in signatures if row.gate == gate.value]
        records.append(
            GateRecord(
                gate, description.name, description.question, description.checklist,
                tuple(item for item in found if item.finding.gate is gate),
                next((row for row in own if row.invalid_since_id is None), None),
                tuple(row for row in own if row.invalid_since_id is not None),
            )
        )  # fmt: skip
    return records


def unsigned_gates(paper: Paper) -> list[str]:
    """Names of the gates without a signature in force, in order."""
    signed = set(paper.gate_signatures.filter(invalid_since__isnull=True).values_list("gate", flat=True))
    return [gate.label for gate in Gate if gate.value not in signed]
