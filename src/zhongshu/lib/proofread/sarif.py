"""Findings as SARIF 2.1.0 (OASIS), which editors and review tools read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from .finding import Finding, Level
from .loader import rule_card
from .positions import Positions
from .rule import Card

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.MUST: "error", Level.SHOULD: "warning", Level.CONSIDER: "note"}


def as_sarif(checked: Iterable[tuple[str, Positions, Sequence[Finding]]]) -> str:
    """One SARIF log with one run: (file name, its lines, its findings) for each file."""
    rules: dict[str, int] = {}
    artifacts: list[dict[str, Any]] = []
    results: list[dict[str, Any]] = []
    for number, (name, lines, findings) in enumerate(checked):
        artifacts.append({"location": {"uri": _uri(name), "index": number}, "encoding": "UTF-8"})
        for finding in findings:
            rules.setdefault(finding.rule, len(rules))
            results.append(_result(finding, lines, _uri(name), number, rules[finding.rule]))
    run = {
        "tool": {"driver": {"name": "zhongshu", "version": _version(), "rules": [_descriptor(rule) for rule in rules]}},
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "artifacts": artifacts,
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _descriptor(rule: str) -> dict[str, Any]:
    try:
        card: Card = rule_card(rule)
    except KeyError:
        return {"id": rule}
    return {
        "id": rule,
        "shortDescription": {"text": card.title},
        "fullDescription": {"text": card.why},
        "help": {"text": f"依据：{card.basis}"},
        "defaultConfiguration": {"level": _LEVELS[card.level]},
        "properties": {"tags": [card.gate.value]},
    }


def _result(finding: Finding, lines: Positions, uri: str, artifact: int, rule: int) -> dict[str, Any]:
    line, column, text = lines.position(finding)
    location: dict[str, Any] = {"artifactLocation": {"uri": uri, "index": artifact}}
    if text:
        length = finding.end - finding.start
        location["region"] = {
            "startLine": line, "startColumn": column, "endLine": line, "endColumn": column + length,
            "snippet": {"text": finding.text},
        }  # fmt: skip
    advice = f"建议改为“{finding.suggestion}”。" if finding.suggestion else ""
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.level],
        "message": {"text": finding.reason + advice},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"zhongshu/v1": finding.fingerprint},
        "rank": round(finding.confidence * 100, 1),
        "properties": {"element": finding.element, "basis": finding.basis},
    }
    if finding.suggestion is not None and text:
        region = {key: value for key, value in location["region"].items() if key != "snippet"}
        replacement = {"deletedRegion": region, "insertedContent": {"text": finding.suggestion}}
        change = {"artifactLocation": location["artifactLocation"], "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": advice or "建议删去。"}, "artifactChanges": [change]}]
    return result


def _uri(name: str) -> str:
    """A relative or absolute file name as a URI reference."""
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _version() -> str:
    try:
        return version("zhongshu")
    except PackageNotFoundError:
        return "0"
