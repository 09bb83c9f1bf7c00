"""An old ledger of 50,000 lines taken over: the workbook read, every line dealt with."""

import io
import resource
from random import Random

from openpyxl import Workbook

from tools.bench.county import SEED, prepared
from tools.bench.figures import Figure, timed
from zhongshu.apps.audit.queries import verify
from zhongshu.apps.org.models import Organ
from zhongshu.apps.supervision import actions
from zhongshu.apps.supervision.actions.importing import run_import, run_reading
from zhongshu.apps.supervision.models import LedgerImport, SupervisedMatter

TITLE = "An old ledger taken over"
HOW = (
    "A workbook of 50,000 lines as offices keep them: a title over the headings, the unit's cell merged over three lines, dates "
    "written as text in five ways; of a hundred lines five are twice there, four have no day for a deadline, three a standard "
    "nobody can measure, two a unit that does not exist. It is uploaded, read and taken over as the worker does, 500 lines one "
    "transaction. Every line becomes a matter or is sent back with its reason, and the chain of the record holds, or the measure fails."
)
LINES, MERGED = 50_000, 3
HEADINGS = ["序号", "督办事项", "目标要求", "完成时限", "牵头单位", "责任人", "进展情况"]
DATES = ("2027.6.30前", "2027年9月底", "2027/3/31", "2027-12-20", "2027年10月15日前")


def measure() -> list[Figure]:
    """Seconds and megabytes."""
    county = prepared()
    content = _workbook()
    times: list[float] = []
    ledger = timed(
        times, lambda: actions.upload_ledger(actor=county["supervision_officer"], name="旧台账.xlsx", content=content)
    )
    timed(times, lambda: run_reading(ledger.pk))
    ledger = LedgerImport.objects.get(pk=ledger.pk)
    actions.map_ledger(
        actor=county["supervision_officer"], ledger=ledger, mapping=ledger.mapping, year=2027, kind="work_report"
    )
    timed(times, lambda: run_import(ledger.pk))
    ledger = LedgerImport.objects.get(pk=ledger.pk)
    matters = SupervisedMatter.objects.count()
    assert (ledger.total, ledger.created + ledger.rejected) == (LINES, LINES), ledger.__dict__
    assert (matters, ledger.rejections.count()) == (ledger.created, ledger.rejected)
    assert verify().ok
    return [
        Figure("the workbook", len(content) / 1e6, "MB"),
        Figure("uploaded", times[0] / 1000, "s"),
        Figure("read in the background", times[1] / 1000, "s"),
        Figure("every line dealt with", times[2] / 1000, "s"),
        Figure("a line", times[2] / LINES),
        Figure("became matters", ledger.created, ""),
        Figure("sent back, each with its reason", ledger.rejected, ""),
        Figure("most memory of the process", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, "MB"),
    ]


def _workbook() -> bytes:
    random = Random(SEED)
    organs = list(Organ.objects.filter(dissolved_on=None, office_of=None, units__posts__ended_on=None).distinct())
    names = [organ.short_name for organ in organs if organ.units.filter(is_office=True).exists()]
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["督办事项台账"])
    sheet.append(HEADINGS)
    before = ""
    for no in range(1, LINES + 1):
        chance, task = random.random(), f"整治第{no}号地质灾害隐患点"
        if chance < 0.05 and before:
            task = before
        standard = "抓好落实" if 0.09 <= chance < 0.12 else f"{random.randrange(2, 30)}处隐患全部整改"
        deadline = "长期" if 0.05 <= chance < 0.09 else DATES[0] if task == before else random.choice(DATES)
        unit = "" if (no - 1) % MERGED else "不存在的局" if chance >= 0.94 else random.choice(names)
        sheet.append([no, task, standard, deadline, unit, "", "已摸底"])
        before = task
    for first in range(3, LINES + 3, MERGED):
        sheet.merged_cells.ranges.add(f"E{first}:E{min(first + MERGED - 1, LINES + 2)}")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
