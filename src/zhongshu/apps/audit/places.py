"""The audit administrator's lines in the left column."""

from typing import Any

from zhongshu.apps.shell.navigation import Place


def is_auditor(person: Any) -> bool:
    """Whether a person of ``org`` is the audit administrator (org lies above this app, so it is asked by name)."""
    return getattr(getattr(person, "administrator", None), "role", "") == "audit"


PLACES = [Place("系统管理", "审计记录", "audit:entries", icon="history", order=50, shown_to=is_auditor)]
