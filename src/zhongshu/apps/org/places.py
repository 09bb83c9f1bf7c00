"""Where bodies and people stand in the left column."""

from zhongshu.apps.org.models import Administrator, Person
from zhongshu.apps.shell.navigation import Place


def role_of(person: Person) -> str:
    """The administrator's role, read once a request however many places ask."""
    return getattr(getattr(person, "administrator", None), "role", "")


def _system(person: Person) -> bool:
    return role_of(person) == Administrator.Role.SYSTEM


def _security(person: Person) -> bool:
    return role_of(person) == Administrator.Role.SECURITY


def _worker(person: Person) -> bool:
    return not role_of(person)


PLACES = [
    Place("工作台", "通讯录", "org:directory", icon="users", order=60),
    Place("工作台", "机构和科室", "org:tree", icon="building", order=61),
    Place("工作台", "外出和代办", "org:stand_ins", icon="calendar", order=62, shown_to=_worker),
    Place("工作台", "工作移交", "org:handovers", icon="arrows-sort", order=63, shown_to=_worker),
    Place("系统管理", "人员和账号", "org:admin_people", icon="users", order=10, shown_to=_system),
    Place("系统管理", "机关、科室、代字", "org:admin_organs", icon="building", order=11, shown_to=_system),
    Place("系统管理", "知悉等级", "org:clearances", icon="shield-lock", order=31, shown_to=_security),
    Place("系统管理", "三员任免", "org:appointments", icon="key", order=32, shown_to=_security),
]
