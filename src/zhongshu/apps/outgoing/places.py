"""Where outgoing papers are found in the left column, and what may be begun."""

from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person
from zhongshu.apps.outgoing.actions.papers import DRAFTING
from zhongshu.apps.outgoing.models import Delivery
from zhongshu.apps.outgoing.queries import received_by
from zhongshu.apps.outgoing.queries.papers import managed_organs
from zhongshu.apps.shell.navigation import Creation, Place


def _works(person: Person) -> bool:
    return not org.administrator_role(person)


def _drafts(person: Person) -> bool:
    return bool(org.duties_of(person) & {duty.value for duty in DRAFTING})


def _keeps_ledger(person: Person) -> bool:
    return bool(managed_organs(person))


def _keeps_seals(person: Person) -> bool:
    return _keeps_ledger(person) or Duty.SEAL_KEEPER.value in org.duties_of(person)


def _unsigned(person: Person) -> int:
    return received_by(person).filter(state__in=(Delivery.State.DELIVERED, Delivery.State.OPENED))[:100].count()


PLACES = [
    Place(group="办文", label="发文", url_name="outgoing:list", icon="file-text", order=10, shown_to=_works),
    Place(
        group="办文",
        label="收到的文件",
        url_name="outgoing:received",
        icon="inbox",
        order=20,
        shown_to=_works,
        count=_unsigned,
    ),
    Place(group="办文", label="发文字号", url_name="outgoing:numbers", icon="hash", order=30, shown_to=_keeps_ledger),
    Place(group="办文", label="零差错", url_name="outgoing:quality", icon="chart-bar", order=45, shown_to=_works),
    Place(group="办文", label="印章", url_name="outgoing:seals", icon="rubber-stamp", order=40, shown_to=_keeps_seals),
]
CREATIONS = [Creation(label="发文", url_name="outgoing:new", icon="file-text", order=10, shown_to=_drafts)]
