"""Where coordination is found in the left column, and what may be begun."""

from zhongshu.apps.coordination.models import Secretary
from zhongshu.apps.coordination.queries.sides import OFFICE, SCHEDULED
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.navigation import Creation, Place


def _works(person: Person) -> bool:
    return not org.administrator_role(person)


def _arranges(person: Person) -> bool:
    """Asked on every page, so by one small question; who only stands in reaches the form from the week sheet."""
    if org.duties_of(person) & {duty.value for duty in (*OFFICE, *SCHEDULED)}:
        return True
    return Secretary.objects.filter(person=person).exists()


PLACES = [
    Place("协调", "一周活动安排", "coordination:week", icon="calendar", order=10, shown_to=_works),
    Place("协调", "安排冲突", "coordination:clashes", icon="alert-triangle", order=20, shown_to=_works),
    Place("协调", "找空闲时间", "coordination:free", icon="search", order=30, shown_to=_works),
    Place("协调", "会议室", "coordination:rooms", icon="building", order=40, shown_to=_works),
    Place("协调", "日历订阅", "coordination:feeds", icon="refresh", order=50, shown_to=_works),
]
CREATIONS = [
    Creation(label="活动安排", url_name="coordination:engage", icon="calendar", order=50, shown_to=_arranges),
    Creation(label="会议室预订", url_name="coordination:book", icon="building", order=51, shown_to=_works),
]
