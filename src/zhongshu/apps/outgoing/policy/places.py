"""From the place of a finding in the document to its place in a field of the form."""

from typing import Any

from zhongshu.apps.outgoing.policy.fields import Fields
from zhongshu.lib.document import Block, Table, body_from_text
from zhongshu.lib.proofread import Finding

_LISTED = {"addressees", "copy_to"}


def field_findings(fields: Fields, findings: list[Finding]) -> list[dict[str, Any]]:
    """Findings as the editor reads them: ``field``, and ``start``/``end`` counted in that field's text."""
    starts = block_starts(fields["body"])
    return [_placed(fields, starts, finding) for finding in findings]


def _placed(fields: Fields, starts: list[tuple[int, int]], finding: Finding) -> dict[str, Any]:
    name, _, rest = finding.element.partition("/")
    start, end = finding.start, finding.end
    if name == "body" and rest:
        begin, stop = starts[int(rest.split("/")[0])]
        # Inside a table the whole row block is marked: cells are set apart differently in the text.
        start, end = (begin, stop) if "/" in rest else (begin + start, begin + end)
    elif name in _LISTED:
        at = max(fields[name].find(finding.text), 0) if finding.text else 0
        start, end = at, at + len(finding.text)
    elif name == "annexes":
        name = "annex_name" if rest.endswith("name") else "annex_text"
    elif name == "signature_blocks":
        name = "issuer_code"
    return {
        "field": name, "start": start, "end": end, "level": finding.level.value, "text": finding.text,
        "reason": finding.reason, "basis": finding.basis, "suggestion": finding.suggestion,
        "gate": finding.gate.label, "fingerprint": finding.fingerprint,
    }  # fmt: skip


def block_starts(text: str) -> list[tuple[int, int]]:
    """Where each block of the body begins and ends in the raw text, indents and empty lines passed over."""
    lines: list[tuple[int, int]] = []
    at = 0
    for line in text.split("\n"):
        if stripped := line.strip():
            begin = at + line.index(stripped)
            lines.append((begin, begin + len(stripped)))
        at += len(line) + 1
    found: list[tuple[int, int]] = []
    taken = 0
    for block in body_from_text(text):
        height = _height(block)
        found.append((lines[taken][0], lines[taken + height - 1][1]))
        taken += height
    return found


def _height(block: Block) -> int:
    return len(block.rows) if isinstance(block, Table) else 1
