"""People who ask for a second opinion on one version at one moment: see tests/at_once.py."""

from django_q.models import OrmQ

from tests.apps.outgoing import steps
from tests.cast import make_cast
from zhongshu.apps.audit.models import Entry
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.models import Paper, SecondOpinion
from zhongshu.lib.refusal import Refused

ASKERS = ["林晓雯", "林晓雯", "林晓雯", "林晓雯"]


def prepare() -> None:
    steps.new_paper(make_cast())


def work(name: str) -> bool:
    try:
        actions.ask_opinion(actor=Person.objects.get(name=name), paper=Paper.objects.get(), revision=1)
    except Refused:
        return False
    return True


def found() -> dict[str, int]:
    return {
        "rows": SecondOpinion.objects.count(),
        "jobs": OrmQ.objects.count(),
        "entries": Entry.objects.filter(verb="outgoing.ask_opinion").count(),
    }
