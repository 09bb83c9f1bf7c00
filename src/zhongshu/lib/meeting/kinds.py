"""The five kinds of meeting and the ceremonies."""

from collections.abc import Mapping
from types import MappingProxyType

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "fact_finding": "了解情况类",
        "decision": "决策类",
        "deployment": "部署类",
        "progress": "推进类",
        "conclusion": "总结类",
        "ceremony": "庆典仪式",
    }
)
