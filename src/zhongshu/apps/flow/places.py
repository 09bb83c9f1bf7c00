"""Where the pages of flows stand in the left column."""

from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Administrator, Person
from zhongshu.apps.shell.navigation import Place


def _system(person: Person) -> bool:
    return org.is_administrator(person, Administrator.Role.SYSTEM)


PLACES = [
    Place("两本书", "流程", "flow:procedures", icon="git-branch", order=20),
    Place("系统管理", "流程监管", "flow:running", icon="route", order=40, shown_to=_system),
    Place("系统管理", "节假日", "flow:calendar", icon="calendar", order=50, shown_to=_system),
]
