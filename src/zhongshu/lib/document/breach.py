"""What a rule answers when it is broken."""

from __future__ import annotations

from dataclasses import dataclass

REGULATION = "《党政机关公文处理工作条例》"
STANDARD = "GB/T 9704-2012"


def regulation(clause: str) -> str:
    """The regulation's clause as cited: regulation("十五条第四项")."""
    return f"{REGULATION}第{clause}"


@dataclass(frozen=True, slots=True)
class Breach:
    """One broken rule.

    ``rule`` is its stable code, ``article`` the clause it rests on, ``message`` what is wrong, ``remedy`` what to do.
    ``overridable``: a person may go on with a signed reason; otherwise the paper cannot leave as it is.
    ``element`` is the path of the element concerned ("title", "body/3"), empty for the paper as a whole.
    """

    rule: str
    article: str
    message: str
    remedy: str
    overridable: bool = False
    element: str = ""
