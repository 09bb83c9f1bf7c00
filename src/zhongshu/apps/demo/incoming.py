"""Incoming papers at every stage, in order of time, by the very acts that the pages call."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhongshu.apps.archive import actions as archive
from zhongshu.apps.archive.policy import usual_retention
from zhongshu.apps.demo.clock import OfficeHours, Story, at, tell
from zhongshu.apps.demo.letters import LETTERS, UNIT_FIELDS, Letter
from zhongshu.apps.demo.tree import County
from zhongshu.apps.flow import actions as flow
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.flow.models import Work
from zhongshu.apps.incoming import actions
from zhongshu.apps.incoming.models import Circulation, Paper
from zhongshu.apps.incoming.policy.tests import TESTS
from zhongshu.apps.incoming.queries.papers import flow_of, reading_work_of
from zhongshu.apps.incoming.sweeps import deadlines
from zhongshu.apps.org.actions import report_absence
from zhongshu.apps.org.models import Person
from zhongshu.apps.org.queries import head_of
from zhongshu.lib.worktime import add_workdays

DAY = 24.0
BEFORE_ALL = 20
READERS = ("罗文斌", "宋国平", "梁秋月", "何敏")
AWAY = "宋国平"


def build_incoming(county: County, say: Callable[[str], None]) -> int:
    """Tell the stories of all incoming papers; 0 when they have been told before. All or nothing."""
    if Paper.objects.filter(organ=county.office).exists():
        return 0
    hours = OfficeHours(timezone.now())
    say(f"收文 {len(LETTERS)} 件，从签收走到归档……")
    with transaction.atomic():
        with at(hours.morning(BEFORE_ALL)):
            for unit, words in UNIT_FIELDS.items():
                actions.set_unit_field(actor=county["director"], unit=county.units[unit], words=words)
        tell_letters(county, LETTERS, hours)
        with at(hours.now):
            deadlines(hours.now)
    return len(LETTERS)


def tell_letters(county: County, letters: Sequence[Letter], hours: OfficeHours) -> list[Paper]:
    """Each letter comes in and goes as far as it says."""
    tellings = [_Telling(county, letter, hours) for letter in letters]
    tell([(hours.morning(telling.letter.start), telling.tell()) for telling in tellings], hours)
    return [telling.paper for telling in tellings]


@dataclass
class _Telling:
    """One incoming paper on its way."""

    county: County
    letter: Letter
    hours: OfficeHours
    paper: Paper = field(init=False)

    def tell(self) -> Story:
        """The whole story; between two acts it yields the hours that pass."""
        self._receive()
        last = "check" if self.letter.until == "returned" else self.letter.until
        for act in (self._register, self._check, self._propose, self._instruct, self._assign, self._handle):
            yield 1
            if self._reload().state == last:
                break
            act()
        if self.letter.until == "done":
            yield 4
            self._complete()
            yield DAY
            self._file()
        if self.letter.circulated:
            yield 2
            yield from self._circulate()
        elif self.letter.until == "returned":
            self._send_back()

    # -- what the acts need ------------------------------------------------------------------------------------------

    def _reload(self) -> Paper:
        self.paper = Paper.objects.select_related("organ", "lead_unit", "reply").get(pk=self.paper.pk)
        return self.paper

    def _work(self) -> Work:
        going = flow_of(self.paper)
        assert going is not None
        found = flows.active_works(going).filter(responsible=True)
        return found.select_related("flow", "holder", "step").order_by("no")[0]

    def _day(self) -> date:
        return add_workdays(self.hours.calendar, timezone.localdate(), self.letter.days)

    def _handler(self) -> Person:
        unit = self.county.units[self.letter.unit]
        return head_of(unit) or unit.posts.filter(ended_on__isnull=True).order_by("person__rank")[0].person

    # -- acts --------------------------------------------------------------------------------------------------------

    def _receive(self) -> None:
        letter, day = self.letter, timezone.localdate() - timedelta(days=2)
        text = f"{letter.sender}文件\n{letter.number}\n{letter.title}\n明川县人民政府：\n{letter.body}\n{letter.sender}\n{day:%Y年%-m月%-d日}"
        self.paper = actions.receive(
            actor=self.county["clerk"], sender=letter.sender, title=letter.title, copies=letter.copies,
            channel=letter.channel, name="来文.txt", content=text.encode(),
        )  # fmt: skip

    def _register(self) -> None:
        letter = self.letter
        fields: dict[str, Any] = {
            "title": letter.title, "sender": letter.sender, "document_number": letter.number, "kind": letter.kind,
            "document_date": timezone.localdate() - timedelta(days=2), "secrecy": letter.secrecy,
            "urgency": letter.urgency, "needs_answer": letter.answer, "due_on": self._day(),
        }  # fmt: skip
        actions.register(actor=self.county["clerk"], paper=self.paper, fields=fields)

    def _check(self) -> None:
        actions.pass_check(actor=self.county["clerk"], paper=self.paper, passed=TESTS)

    def _send_back(self) -> None:
        actions.send_back(
            actor=self.county["clerk"], paper=self.paper, failed=[next(iter(TESTS))],
            reason="请示事项属部门职权，应直接向县财政局行文。",
        )  # fmt: skip

    def _propose(self) -> None:
        letter = self.letter
        actions.propose(
            actor=self._work().holder, paper=self.paper, text=letter.proposal, lead_unit=self.county.units[letter.unit],
            supporting=[self.county.units[name] for name in letter.supporting], due_on=self.paper.due_on, way=letter.way,
        )  # fmt: skip

    def _instruct(self) -> None:
        if self.letter.way == "instruct":
            actions.instruct(actor=self._work().holder, paper=self.paper, text=self.letter.instruction)

    def _assign(self) -> None:
        if self.letter.way != "read":
            actions.assign(actor=self.county["clerk"], paper=self.paper, handler=self._handler())

    def _handle(self) -> None:
        if self.letter.way != "read":
            work = self._work()
            flow.submit(actor=work.holder, work=work, text=self.letter.result)

    def _complete(self) -> None:
        actions.complete(actor=self.county["clerk"], paper=self._reload(), result=self.letter.result)

    def _file(self) -> None:
        work = self._work()
        if work.signed_at is None:
            flow.sign_for(actor=work.holder, work=work)
        archive.file_paper(actor=work.holder, paper=self._reload(), retention=usual_retention(self.letter.kind))

    def _circulate(self) -> Story:
        """Passed from hand to hand; one reader is away and is passed over."""
        now, away = timezone.now(), self.county[AWAY]
        report_absence(
            actor=away, person=away, starts_at=now, ends_at=self.hours.now + timedelta(days=3), reason="赴省参加培训"
        )
        people = [self.county[name] for name in READERS]
        row: Circulation = actions.circulate(
            actor=self.county["clerk"], paper=self._reload(), people=people, note="请按次序传阅，阅后及时退办公室。"
        )
        yield 3
        first = row.stops.order_by("place")[0].person
        work = reading_work_of(self.paper, first)
        if work is not None:
            flow.mark_read(actor=first, work=work, text="已阅。")
