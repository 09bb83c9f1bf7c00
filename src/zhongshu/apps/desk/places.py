"""The desk's lines in the left column."""

from zhongshu.apps.desk.queries import board_organs
from zhongshu.apps.flow.models import Work
from zhongshu.apps.flow.queries import COUNT_LIMIT, works_for
from zhongshu.apps.org.models import Person
from zhongshu.apps.org.places import role_of
from zhongshu.apps.shell.navigation import Place


def _worker(person: Person) -> bool:
    return not role_of(person)


def _waiting(person: Person) -> int:
    return 0 if role_of(person) else works_for(person, Work.Box.TODO).order_by()[:COUNT_LIMIT].count()


def _director(person: Person) -> bool:
    return bool(board_organs(person))


PLACES = [
    Place("工作台", "工作台", "desk:home", icon="home", order=1, count=_waiting),
    Place("工作台", "主任看板", "desk:board", icon="layout-dashboard", order=2, shown_to=_director),
    Place("工作台", "待阅", "desk:box", icon="eye", order=3, shown_to=_worker, kwargs={"box": "to_read"}),
    Place("工作台", "已办和办结", "desk:box", icon="circle-check", order=4, shown_to=_worker, kwargs={"box": "done"}),
]
