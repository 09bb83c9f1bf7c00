"""The security administrator's line about grants."""

from zhongshu.apps.org.models import Administrator, Person
from zhongshu.apps.org.places import role_of
from zhongshu.apps.shell.navigation import Place


def _shown(person: Person) -> bool:
    return role_of(person) == Administrator.Role.SECURITY


PLACES = [Place("系统管理", "知悉授权", "access:find", icon="eye-check", order=33, shown_to=_shown)]
