"""导入原有台账: upload, map the columns, take over row by row; whatever was cut off goes on where it stopped."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from zhongshu.apps.access.models import Grant
from zhongshu.apps.audit.actions import act
from zhongshu.apps.files.actions import store, store_output
from zhongshu.apps.files.policy import TEXT, XLSX
from zhongshu.apps.jobs.actions import later
from zhongshu.apps.org.models import Person, Unit
from zhongshu.apps.supervision import guards
from zhongshu.apps.supervision.actions.days import NEVER, clear_days, clocks_of, set_days
from zhongshu.apps.supervision.actions.opening import next_number
from zhongshu.apps.supervision.actions.tables import adopt_starting_tables
from zhongshu.apps.supervision.actions.telling import make_findable, readers_of
from zhongshu.apps.supervision.models import (
    Closing,
    LedgerImport,
    RejectedRow,
    Source,
    SupervisedMatter,
    SupportingUnit,
    Urging,
)
from zhongshu.apps.supervision.policy.ladder import rungs
from zhongshu.apps.supervision.policy.ledger_rows import FIELDS, NEEDED, RowWords, guess, read_row, same_task
from zhongshu.apps.supervision.policy.ledger_sheet import read_sheet
from zhongshu.apps.supervision.queries.bodies import Bodies
from zhongshu.apps.supervision.queries.matters import supervision_office
from zhongshu.apps.supervision.queries.tables import Rules, rules_for
from zhongshu.lib.refusal import Refused

CHUNK = 500
#: A workbook of more bytes (some two thousand rows) is read in the background.
READ_AT_ONCE = 200_000
#: An import that has not moved for so long was cut off.
CUT_OFF = timedelta(minutes=2)


def upload_ledger(*, actor: Person, name: str, content: bytes) -> LedgerImport:
    """Keep the workbook and read its rows, a large one in the background; nothing becomes a matter before the columns are
    mapped."""
    with act(actor=actor, verb="supervision.upload_ledger", summary=f"上传台账《{name}》") as this:
        guards.may_open(actor)
        stored = store(actor=actor, name=name, content=content, allowed=frozenset({XLSX}))
        this.about = ledger = LedgerImport(
            organ=actor.organ, by=actor, at=timezone.now(), file=stored, year=timezone.localdate().year,
            state=LedgerImport.State.READING,
        )  # fmt: skip
        if len(content) <= READ_AT_ONCE:
            _take_in(ledger, content)
            ledger.save()
        else:
            ledger.save()
            later(run_reading, ledger.pk)
        this.data = {"rows": ledger.total, "bytes": len(content)}
    return ledger


def _take_in(ledger: LedgerImport, content: bytes) -> None:
    """Read the sheet; Refused when there is none. Saved by the caller."""
    sheet = read_sheet(content, [word for _, words in FIELDS.values() for word in words])
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in sheet.rows)
    ledger.rows = store_output(
        actor=ledger.by, name=f"{ledger.file.name}.jsonl", content=lines.encode(), media_type=TEXT
    )
    ledger.header_row, ledger.headings, ledger.total = sheet.header_row, sheet.headings, len(sheet.rows)
    ledger.mapping, ledger.state = guess(sheet.headings), LedgerImport.State.UPLOADED


def run_reading(pk: int) -> int:
    """Read a large workbook; what is wrong with it is kept for whoever uploaded it. Returns how many rows there are."""
    found = LedgerImport.objects.select_related("by", "file").get(pk=pk)
    with act(actor=found.by, verb="supervision.read_ledger", about=found) as this:
        ledger = LedgerImport.objects.select_for_update(of=("self",)).select_related("by", "file").get(pk=pk)
        if ledger.state != LedgerImport.State.READING:
            return 0
        ledger.touched_at = timezone.now()
        try:
            _take_in(ledger, ledger.file.read())
        except Refused as no:
            ledger.state, ledger.fault = LedgerImport.State.FAILED, str(no)[:300]
        ledger.save()
        this.summary = f"读取台账《{ledger.file.name}》：{ledger.fault or f'{ledger.total} 行'}"
        this.data = {"rows": ledger.total}
    return ledger.total


def map_ledger(
    *, actor: Person, ledger: LedgerImport, mapping: Mapping[str, int], year: int, kind: str
) -> LedgerImport:
    """Say which column is what, and begin."""
    with act(actor=actor, verb="supervision.map_ledger", about=ledger) as this:
        guards.may_open(actor)
        ledger = LedgerImport.objects.select_for_update().get(pk=ledger.pk)
        if ledger.state != LedgerImport.State.UPLOADED:
            raise Refused(f"这份台账{ledger.get_state_display()}，不能重新对应。", remedy="需要重来的，请另行上传。")
        missing = [FIELDS[name][0] for name in NEEDED if name not in mapping]
        if missing:
            raise Refused(f"还没有指出哪一列是{'、'.join(missing)}，没有导入。")
        columns = list(mapping.values())
        if len(set(columns)) < len(columns):
            raise Refused("有一列对应了两次，没有导入。", remedy="请检查各项选的列。")
        if supervision_office(ledger.organ) is None:
            raise Refused("本机关没有督查科室（没有督查员），不能导入。", remedy="请系统管理员先安排督查员。")
        adopt_starting_tables(organ=ledger.organ)
        ledger.mapping, ledger.year, ledger.kind = dict(mapping), year, kind
        ledger.state = LedgerImport.State.RUNNING
        ledger.save()
        this.summary, this.data = f"导入台账《{ledger.file.name}》{ledger.total} 行", {"mapping": ledger.mapping}
        later(run_import, ledger.pk)
    return ledger


def go_on(*, now: datetime) -> int:
    """Finish the readings and imports that were cut off; returns how many rows were dealt with."""
    idle = Q(touched_at__isnull=True, at__lte=now - CUT_OFF) | Q(touched_at__lte=now - CUT_OFF) | Q(touched_at__gt=now)
    idle_ones = LedgerImport.objects.filter(idle).order_by("pk")
    reading = list(idle_ones.filter(state=LedgerImport.State.READING).values_list("pk", flat=True))
    running = list(idle_ones.filter(state=LedgerImport.State.RUNNING).values_list("pk", flat=True))
    return sum(run_reading(pk) for pk in reading) + sum(run_import(pk) for pk in running)


def run_import(pk: int) -> int:
    """Deal with every row that is left; safe to run twice at once, for each chunk is one act."""
    rows = _lines(LedgerImport.objects.select_related("rows").get(pk=pk))
    count = 0
    while True:
        done = _chunk(pk, rows)
        if not done:
            return count
        count += done


def _lines(ledger: LedgerImport) -> list[str]:
    return ledger.rows.read().decode().split("\n") if ledger.rows and ledger.total else []


def _chunk(pk: int, lines: list[str]) -> int:
    found = LedgerImport.objects.select_related("organ", "by", "file").get(pk=pk)
    with act(actor=found.by, verb="supervision.import_rows", about=found) as this:
        ledger = LedgerImport.objects.select_for_update(of=("self",)).select_related("organ", "by", "file").get(pk=pk)
        if ledger.state != LedgerImport.State.RUNNING:
            return 0
        batch = [json.loads(line) for line in lines[ledger.done : ledger.done + CHUNK]]
        created, rejected = _Taking(ledger).take(batch)
        ledger.done += len(batch)
        ledger.created += created
        ledger.rejected += rejected
        ledger.touched_at = timezone.now()
        if ledger.done >= ledger.total:
            ledger.state = LedgerImport.State.DONE
        ledger.save()
        this.summary = f"导入台账《{ledger.file.name}》：{len(batch)} 行，收 {created}，退 {rejected}"
        this.data = {"done": ledger.done, "created": created, "rejected": rejected}
    return len(batch)


class _Taking:
    """One chunk of rows on its way into the ledger."""

    def __init__(self, ledger: LedgerImport) -> None:
        self.ledger, self.today = ledger, timezone.localdate()
        self.bodies = Bodies(ledger.organ)
        self.rules: Rules = rules_for(ledger.organ, self.today)
        office = supervision_office(ledger.organ)
        if office is None:
            raise Refused("本机关没有督查科室，导入停在原处，已导入的不受影响。")
        self.office: Unit = office
        own = {person.pk for person in self.bodies.staff[office.pk]}
        self.supervisor = ledger.by if ledger.by_id in own else self.bodies.staff[office.pk][0]

    def take(self, batch: list[tuple[int, list[Any]]]) -> tuple[int, int]:
        """(taken over, rejected)."""
        good: list[tuple[int, RowWords, SupervisedMatter]] = []
        bad: list[RejectedRow] = []
        rows = [(number, cells, read_row(cells, self.ledger.mapping, year=self.ledger.year)) for number, cells in batch]
        known = self._known({row.task for _, _, row in rows})
        for number, cells, row in rows:
            matter = self._matter(row)
            if matter is not None:
                key = (same_task(row.task), matter.unit_id, matter.deadline)
                if key in known:
                    row.faults.append(f"与{known[key]}重复")
                else:
                    known[key] = f"第 {number} 行"
            if row.faults or matter is None:
                bad.append(RejectedRow(ledger=self.ledger, row=number, cells=cells, reason="；".join(row.faults)))
            else:
                good.append((number, row, matter))
        RejectedRow.objects.bulk_create(bad)
        self._create(good)
        return len(good), len(bad)

    def _known(self, tasks: set[str]) -> dict[tuple[str, int, date], str]:
        present = SupervisedMatter.objects.filter(organ=self.ledger.organ, task__in=tasks)
        return {
            (same_task(matter.task), matter.unit_id, matter.deadline): f"台账中的{matter.number}" for matter in present
        }

    def _matter(self, row: RowWords) -> SupervisedMatter | None:
        """The matter a row describes; its faults are added to when bodies or people are not found."""
        unit, person, fault = self.bodies.responsible(row.unit, row.person) if row.unit else (None, None, "")
        if fault:
            row.faults.append(fault)
        if unit is None or person is None or row.deadline is None:
            return None
        leader = self.bodies.leader(row.leader) if row.leader else None
        opened = min(row.opened_on or self.today, row.deadline)
        return SupervisedMatter(
            organ=self.ledger.organ, year=self.today.year, task=row.task, standard=row.standard, opened_on=opened,
            deadline=row.deadline, first_deadline=row.deadline, unit=unit, person=person, leader=leader,
            track=SupervisedMatter.Track.OFFICE, supervising_unit=self.office, supervisor=self.supervisor,
            urgency=row.urgency, importance=row.importance, imported=True, opened_by=self.ledger.by,
            opened_at=timezone.now(), rhythm_from=self.today, progress=row.progress[:200],
        )  # fmt: skip

    def _create(self, good: list[tuple[int, RowWords, SupervisedMatter]]) -> None:
        first = next_number(self.ledger.organ, self.today.year, len(good)) if good else 0
        sources = [self._source(number, row) for number, row, _ in good]
        Source.objects.bulk_create(sources)
        for serial, ((_, row, matter), source) in enumerate(zip(good, sources, strict=True), first):
            matter.serial, matter.source = serial, source
            set_days(matter, self.rules, set())
            if row.closed:
                matter.state, matter.closed_on = SupervisedMatter.State.CLOSED, row.closed_on or self.today
                matter.in_time = row.closed_on <= matter.deadline if row.closed_on and matter.deadline else None
                clear_days(matter)
        matters = [matter for _, _, matter in good]
        SupervisedMatter.objects.bulk_create(matters)
        self._support(good)
        self._closings(good)
        Urging.objects.bulk_create(urging for matter in matters for urging in self._past(matter))
        SupervisedMatter.objects.bulk_update(matters, ["next_rung_on"])
        self._grant(matters)
        for matter in matters:
            make_findable(matter)

    def _source(self, number: int, row: RowWords) -> Source:
        labels = {label: value for value, label in Source.Kind.choices}
        kind = next((value for label, value in labels.items() if row.kind and row.kind in label), self.ledger.kind)
        return Source(
            organ=self.ledger.organ, kind=kind or Source.Kind.ENTRUSTED, sentence=row.sentence or row.task,
            label=(row.label or f"原台账《{self.ledger.file.name}》第 {number} 行")[:300], given_on=row.opened_on,
        )  # fmt: skip

    def _support(self, good: list[tuple[int, RowWords, SupervisedMatter]]) -> None:
        pairs = {
            (matter.pk, unit.pk): SupportingUnit(matter=matter, unit=unit)
            for _, row, matter in good
            for name in row.supporting
            if (unit := self.bodies.unit(name)) and unit.pk != matter.unit_id
        }
        SupportingUnit.objects.bulk_create(pairs.values())

    def _closings(self, good: list[tuple[int, RowWords, SupervisedMatter]]) -> None:
        now = timezone.now()
        Closing.objects.bulk_create(
            Closing(
                matter=matter, result=row.progress or "原台账记为已办结", state=Closing.State.CLOSED, proposed_by=self.ledger.by,
                proposed_at=now, closed_by=self.ledger.by, closed_at=now,
            )
            for _, row, matter in good
            if row.closed
        )  # fmt: skip

    def _past(self, matter: SupervisedMatter) -> Iterator[Urging]:
        """What the ladder would have said before the import is not said now: the light shows it, nobody is flooded."""
        if matter.over:
            return
        following = []
        for clock in clocks_of(matter):
            for rung in rungs(self.rules.calendar, clock, self.rules.steps):
                if rung.on > self.today:
                    following.append(rung.on)
                    continue
                yield Urging(
                    matter=matter, rung=rung.rung, clock=clock.name, round=clock.round, due_on=clock.due_on, folded=True,
                    text="导入前已到的一级，不另行催办", at=timezone.now(),
                )  # fmt: skip
        matter.next_rung_on = min(following, default=NEVER)

    def _grant(self, matters: list[SupervisedMatter]) -> None:
        label = SupervisedMatter._meta.label_lower
        Grant.objects.bulk_create(
            Grant(object_type=label, object_id=matter.pk, subject=subject, reason=why, granted_by=self.ledger.by_id)
            for matter in matters
            for subject, why in readers_of(matter).items()
        )
