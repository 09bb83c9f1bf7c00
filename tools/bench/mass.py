"""Ten years of an office's flows at once: rows as the engine leaves them, written in bulk.

A running flow has one work before its holder, some done before it, and now and then a copy to read; a finished one
has eight done works. Most works lie with few people, as in life: the director and the clerks hold the most.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from tools.bench.county import title
from zhongshu.apps.access.models import Grant
from zhongshu.apps.access.subjects import person_key
from zhongshu.apps.demo.county import County
from zhongshu.apps.flow.actions.procedures import procedure_in_use
from zhongshu.apps.flow.models import Flow, Procedure, Step, Work
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.models import Paper

#: Works of a finished flow, and the names of the steps they were done at.
FINISHED = 8
STEPS = ["拟稿", "核稿", "五关把关", "签发", "复核", "编号", "印制", "用印"]
BATCH = 500  # flows written at once


@dataclass
class Rows:
    """Rows waiting to be written; works wait beside their steps."""

    flows: list[Flow] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)

    def write(self) -> None:
        Flow.objects.bulk_create(self.flows)
        Step.objects.bulk_create(self.steps)
        Work.objects.bulk_create(self.works)
        Grant.objects.bulk_create(self.grants, ignore_conflicts=True)


class Mass:
    """Adds flows to a county until it holds as many works as asked for."""

    def __init__(self, county: County, random: Random) -> None:
        self.county, self.random = county, random
        self.now = timezone.now()
        self.procedure: Procedure = procedure_in_use(county.office, "outgoing")
        people = list(Person.objects.filter(left_on__isnull=True, administrator__isnull=True).order_by("rank", "pk"))
        office = [person for person in people if person.organ_id == county.office.pk]
        office.sort(key=lambda person: person != county["director"])
        #: Two thirds of the works lie in the office, the director's share there being the greatest.
        self.office, self.weights = office, [1 / (place + 4) for place in range(len(office))]
        self.others = [person for person in people if person.organ_id != county.office.pk]
        self.works = 0

    def grow(self, total: int, *, open_works: int) -> None:
        """Add flows until there are ``total`` works, ``open_works`` of those added being open."""
        running = open_works
        while running > 0 or self.works < total:
            rows = Rows()
            papers = self._papers(BATCH)
            for paper in papers:
                if running > 0:
                    running -= 1
                    self._running(rows, paper)
                elif self.works < total:
                    self._finished(rows, paper)
            with transaction.atomic():
                rows.write()

    def _papers(self, count: int) -> list[Paper]:
        office = self.county.office
        return Paper.objects.bulk_create(
            Paper(
                organ=office, drafter=self._holder(), title=title(self.random), kind="notice", direction="downward",
                urgency=self.random.choice(["", "", "", "urgent"]), state=Paper.State.DONE,
            )
            for _ in range(count)
        )  # fmt: skip

    def _holder(self) -> Person:
        if self.random.random() < 2 / 3:
            return self.random.choices(self.office, self.weights)[0]
        return self.random.choice(self.others)

    def _flow(self, rows: Rows, paper: Paper, state: str, begun: datetime) -> Flow:
        flow = Flow(
            procedure=self.procedure, organ=self.county.office, subject_type=Paper._meta.label_lower, subject_id=paper.pk,
            title=paper.title, state=state, starter=paper.drafter, started_at=begun, urgency=paper.urgency or "normal",
        )  # fmt: skip
        rows.flows.append(flow)
        return flow

    def _running(self, rows: Rows, paper: Paper) -> None:
        begun = self._ago(40)
        flow = self._flow(rows, paper, "running", begun)
        done = self.random.randrange(5)
        for no in range(1, done + 1):
            self._work(rows, flow, no, begun, box="done", state="done")
        in_hand = self.random.random() < 0.4
        self._work(
            rows, flow, done + 1, begun, box="in_hand" if in_hand else "todo", state="in_hand" if in_hand else "open",
            responsible=True, due_at=begun + timedelta(days=self.random.randrange(1, 60)),
        )  # fmt: skip
        if self.random.random() < 0.3:
            self._work(rows, flow, done + 2, begun, box="to_read", state="open", kind="read")

    def _finished(self, rows: Rows, paper: Paper) -> None:
        begun = self._ago(3650)
        flow = self._flow(rows, paper, "completed", begun)
        for no in range(1, FINISHED + 1):
            self._work(rows, flow, no, begun, box="completed", state="done")

    def _ago(self, days: int) -> datetime:
        return self.now - timedelta(minutes=self.random.randrange(days * 24 * 60))

    def _work(self, rows: Rows, flow: Flow, no: int, begun: datetime, *, box: str, state: str, **more: Any) -> None:
        holder, name = self._holder(), STEPS[(no - 1) % len(STEPS)]
        at = begun + timedelta(hours=no)
        closed = at if state == "done" else None
        step = Step(
            flow=flow, no=no, element="vet", name=name, lane=str(no), round=1, state="open" if closed is None else "done",
            opened_at=begun, opened_in=no,
        )  # fmt: skip
        rows.steps.append(step)
        work = Work(
            flow=flow, step=step, no=no, lane=str(no), state=state, holder=holder, sender=flow.starter, opened_in=no,
            opened_at=begun, received_at=at, closed_at=closed, box=box, at=at, title=flow.title,
            urgency=flow.urgency, step_name=name, organ=flow.organ, subject_type=flow.subject_type,
            subject_id=flow.subject_id, **{"kind": "handle", **more},
        )  # fmt: skip
        rows.works.append(work)
        rows.grants.append(
            Grant(
                object_type=flow.subject_type, object_id=flow.subject_id, subject=person_key(holder), reason="流转经手"
            )
        )
        self.works += 1
