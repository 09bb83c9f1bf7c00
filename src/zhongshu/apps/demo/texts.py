"""The demo papers as they are written down in data/papers/*.toml."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import resources
from typing import Any

_DAY = re.compile(r"\{([+-]\d+)\}")


@dataclass(frozen=True)
class Script:
    """One paper and what becomes of it. ``start``: workdays before today; ``until``: the state where its story ends."""

    title: str
    kind: str
    body: str
    start: int
    until: str
    drafter: str
    signatory: str = "principal_leader"
    code: str = ""
    direction: str = "downward"
    addressees: str = ""
    copy_to: str = ""
    remark: str = ""
    extra: str = ""
    urgency: str = ""
    secrecy: str = ""
    annexes: list[list[str]] = field(default_factory=list)
    authorised: bool = False
    important: bool = False
    pace: float = 3.0
    countersigners: list[str] = field(default_factory=list)
    countersign: dict[str, list[str]] = field(default_factory=dict)
    returned: dict[str, Any] = field(default_factory=dict)
    add_signer: dict[str, Any] = field(default_factory=dict)
    phone: str = ""
    void_number: str = ""
    void_reason: str = ""
    terminate_reason: str = ""
    recipients: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    signed: str = "none"
    opened: int = 0
    returned_receipt: list[str] = field(default_factory=list)

    def dated(self, text: str, day: date) -> str:
        """``text`` with its days filled in, counted from the day of drafting."""

        def written(found: re.Match[str]) -> str:
            then = day + timedelta(days=int(found[1]))
            return (
                f"{then.year}年{then.month}月{then.day}日" if then.year != day.year else f"{then.month}月{then.day}日"
            )

        return _DAY.sub(written, text).replace("{year}", str(day.year))


def scripts() -> list[Script]:
    """Every paper of the demo county, in the order of the files."""
    folder = resources.files("zhongshu.apps.demo").joinpath("data/papers")
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    return [Script(**row) for item in files for row in tomllib.loads(item.read_text("utf-8"))["papers"]]
