"""Papers for the tests of the flow app: any row will do as a subject."""

from itertools import count

from django.contrib.auth.models import Group

from tests.cast import Cast
from zhongshu.apps.flow import actions, queries
from zhongshu.apps.flow.models import Flow, Work
from zhongshu.apps.org.models import Person

_serial = count(1)


def paper() -> Group:
    return Group.objects.create(name=f"试验公文 {next(_serial)}")


def start(cast: Cast, key: str = "outgoing", *, by: str = "drafter", **more) -> Flow:
    more = {"title": "关于试验的通知", **more}
    return actions.start(actor=cast.people[by], procedure_key=key, subject=paper(), **more)


def work_at(flow: Flow, element: str = "") -> Work:
    """The one active work (at ``element``)."""
    works = queries.active_works(flow)
    return works.get(step__element=element) if element else works.get()


def holder_at(flow: Flow, element: str = "") -> Person:
    return work_at(flow, element).holder


def submit(flow: Flow, **more) -> Flow:
    """The holder of the one active work submits it."""
    work = work_at(flow)
    return actions.submit(actor=work.holder, work=work, **{"text": "同意", **more})


def walk_to(flow: Flow, element: str) -> Work:
    """Submit until the flow is at ``element``."""
    while (work := work_at(flow)).step.element != element:
        actions.submit(actor=work.holder, work=work, text="同意")
    return work
