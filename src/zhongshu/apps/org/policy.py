"""Rules about people that need no database."""

from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from zhongshu.apps.org.models import Administrator, Duty

#: Duties an administrator may not have besides: who runs the server handles no papers.
WORK_DUTIES = frozenset(Duty.values)

#: Separation of duties: one person may not both sign and seal, or issue accounts and read the log.
KEPT_APART = (
    (Duty.SEAL_KEEPER, Duty.PRINCIPAL_LEADER),
    (Duty.SEAL_KEEPER, Duty.DEPUTY_LEADER),
    (Duty.SEAL_KEEPER, Duty.DIRECTOR),
)

#: Posts that deal with restricted papers need staff on the establishment (domain §10).
CLEARED_DUTIES = frozenset({Duty.CONFIDENTIAL_OFFICER})

ADMINISTRATOR_SEES = {
    Administrator.Role.SYSTEM: "账号、机构、流程和系统设置；看不到公文内容",
    Administrator.Role.SECURITY: "权限、知悉等级和授权；看不到公文内容",
    Administrator.Role.AUDIT: "审计记录；看不到公文内容",
}


@dataclass(frozen=True)
class Holding:
    """Something a person is responsible for right now. ``kind`` is the Chinese word shown in the handover list."""

    kind: str
    title: str
    object_type: str
    object_id: int


def clash_of_duties(duties: set[str]) -> tuple[str, str] | None:
    """The first pair of duties that one person may not hold together, or None."""
    for one, other in KEPT_APART:
        if one in duties and other in duties:
            return one, other
    return None


def initials(name: str) -> str:
    """The first letters of a name's pinyin, lower case, as people type them: 林晓雯 → lxw."""
    letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors=lambda other: other.lower()))
    return "".join(letters.split())[:40]
