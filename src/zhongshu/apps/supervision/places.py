"""Where supervision is found in the left column, and what may be begun."""

from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.navigation import Creation, Place
from zhongshu.apps.supervision.models import SupervisedMatter
from zhongshu.apps.supervision.queries.matters import LEADERS, may_open, open_matters
from zhongshu.apps.supervision.queries.orders import orders_of
from zhongshu.apps.supervision.queries.sides import office_organs


def _works(person: Person) -> bool:
    return not org.administrator_role(person)


def _answers(person: Person) -> bool:
    return _works(person) and SupervisedMatter.objects.filter(person=person).exists()


def _supervises(person: Person) -> bool:
    return _works(person) and (bool(office_organs(person)) or open_matters().filter(supervisor=person).exists())


def _leads(person: Person) -> bool:
    return bool(org.duties_of(person) & {duty.value for duty in LEADERS})


def _open(person: Person) -> int:
    return open_matters().filter(person=person)[:100].count()


def _orders(person: Person) -> int:
    return orders_of(person)[:100].count()


PLACES = [
    Place("督查", "督办台账", "supervision:list", icon="clipboard-list", order=10, shown_to=_works),
    Place("督查", "我负责的", "supervision:mine", icon="list-check", order=20, shown_to=_answers, count=_open),
    Place("督查", "我交办的", "supervision:ordered", icon="send", order=25, shown_to=_leads),
    Place("督查", "督查工作台", "supervision:desk", icon="eye-check", order=30, shown_to=_supervises),
    Place(
        "督查", "领导批示立项", "supervision:orders", icon="writing-sign", order=35, shown_to=may_open, count=_orders
    ),
    Place("督查", "分析", "supervision:figures", icon="chart-bar", order=40, shown_to=_works),
    Place("督查", "督办规则", "supervision:rules", icon="route", order=50, shown_to=_works),
    Place("督查", "导入台账", "supervision:imports", icon="upload", order=60, shown_to=may_open),
]
CREATIONS = [
    Creation(label="督办事项", url_name="supervision:open", icon="clipboard-list", order=30, shown_to=may_open)
]
