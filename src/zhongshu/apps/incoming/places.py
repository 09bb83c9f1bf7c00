"""Where incoming papers are found in the left column, and what may be begun."""

from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.incoming.queries import visible_to
from zhongshu.apps.incoming.queries.instructions import LEADERS
from zhongshu.apps.incoming.queries.papers import REGISTRARS, managed_organs
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.navigation import Creation, Place


def _works(person: Person) -> bool:
    return not org.administrator_role(person)


def _receives(person: Person) -> bool:
    return bool(org.duties_of(person) & {duty.value for duty in REGISTRARS})


def _leads(person: Person) -> bool:
    return bool(org.duties_of(person) & {duty.value for duty in LEADERS})


def _manages(person: Person) -> bool:
    return bool(managed_organs(person))


def _unregistered(person: Person) -> int:
    return visible_to(person).filter(state=Paper.State.RECEIVED)[:100].count() if _receives(person) else 0


PLACES = [
    Place("办文", "收文", "incoming:list", icon="inbox", order=5, shown_to=_works, count=_unregistered),
    Place("办文", "我的批示", "incoming:my_instructions", icon="writing-sign", order=6, shown_to=_leads),
    Place("办文", "收文登记簿", "incoming:book", icon="book", order=25, shown_to=_manages),
]
CREATIONS = [Creation("收文", "incoming:receive", icon="inbox", order=5, shown_to=_receives)]
