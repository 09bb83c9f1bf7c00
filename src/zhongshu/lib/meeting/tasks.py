"""The nineteen tasks of a meeting in three phases."""

from collections.abc import Mapping
from types import MappingProxyType

#: Phase key → its name.
PHASES: Mapping[str, str] = MappingProxyType({"before": "会前", "during": "会中", "after": "会后"})
_BEFORE = {
    "plan": "会议方案",
    "notice": "会议通知",
    "papers": "会议文件",
    "preparation": "会务准备",
    "lodging": "生活安排",
}
_DURING = {
    "check_in": "报到", "preparatory": "预备会议", "script": "主持词", "speeches": "大会发言", "record": "会议记录",
    "groups": "分组讨论", "visit": "现场参观", "bulletins": "会议简报", "recall": "材料回收", "departure": "返程",
}  # fmt: skip
_AFTER = {"settlement": "财务结算", "debrief": "会务总结", "volume": "材料合订存留", "equipment": "用品归还整理"}
#: Task key → its name, in the order in which they come.
TASKS: Mapping[str, str] = MappingProxyType({**_BEFORE, **_DURING, **_AFTER})
_PHASES: Mapping[str, Mapping[str, str]] = {"before": _BEFORE, "during": _DURING, "after": _AFTER}


def phase_of(task: str) -> str:
    """The phase a task belongs to."""
    return next(phase for phase, tasks in _PHASES.items() if task in tasks)


def tasks_of(phase: str) -> list[str]:
    """The tasks of a phase in their order."""
    return list(_PHASES[phase])
