"""Supervised matters at every stage, in order of time, by the very acts that the pages call."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhongshu.apps.demo.clock import OfficeHours, Story, at, tell
from zhongshu.apps.demo.meetings import meeting_stories
from zhongshu.apps.demo.tree import County
from zhongshu.apps.org.models import Person, Unit
from zhongshu.apps.org.queries import head_of
from zhongshu.apps.supervision import actions
from zhongshu.apps.supervision.actions import Duties
from zhongshu.apps.supervision.models import Source, SupervisedMatter, Urging, Verification
from zhongshu.apps.supervision.sources import SourceFacts
from zhongshu.lib.worktime import add_workdays

DAY = 24.0
BEFORE_ALL = 30
EVIDENCE = "佐证材料.txt"


@dataclass(frozen=True)
class Plot:
    """One matter: who answers, what, how long, and ``until`` which stage it is told. Days are workdays."""

    until: str
    start: int
    days: int
    unit: str
    task: str
    standard: str
    sentence: str
    label: str
    kind: str = Source.Kind.ENTRUSTED
    leader: str = ""
    urgency: str = "normal"
    importance: str = "important"
    parts: tuple[tuple[str, str, str], ...] = ()


_FLOOD = "《关于当前防汛形势的报告》上的批示"
PLOTS = (
    Plot("reported", 8, 20, "青石镇", "完成青石镇农村饮水管网改造", "12个行政村通水，水质检测合格", "青石镇饮水管网改造要抓紧，下月中旬前12个村都要通水。",
         "陈志远同志在《关于农村饮水安全的报告》上的批示", Source.Kind.INSTRUCTION, "principal_leader", "urgent", "major"),
    Plot("late", 18, 8, "青石镇", "整治东沟河非法采砂点", "3处采砂点全部关停，设备清离现场", "东沟河的采砂点一个星期内全部关停。",
         "陈志远同志现场督导河道治理时的指示", Source.Kind.FIELD_STUDY, "principal_leader", "extra_urgent", "major"),
    Plot("silent", 12, 30, "信息科", "编印全县重点项目进展月报", "每月印发1期，12月底前共印发3期", "信息科把重点项目进展按月编印出来。", "县政府第12次常务会议交办"),
    Plot("extension", 9, 12, "青石镇", "完成镇区雨污分流改造", "铺设管网2.4公里，通过验收", "青石镇雨污分流年内必须完成。",
         f"罗文斌同志在{_FLOOD}", Source.Kind.INSTRUCTION, "deputy_leader", "urgent", "important"),
    Plot("sent_back", 10, 15, "会务科", "清理压减全县性会议", "会议数量比上年减少20%，清单报办公室", "会议要再压一压，拿出清单来。",
         "县长办公会议纪要第二项", Source.Kind.MEETING, "", "normal", "important"),
    Plot("proposed", 20, 22, "青石镇", "拆除省道沿线违建", "14处违建全部拆除，场地恢复", "省道沿线的违建，这个月要拆完。",
         "陈志远同志在《省道沿线环境整治情况》上的批示", Source.Kind.INSTRUCTION, "principal_leader", "urgent", "important"),
    Plot("closed", 25, 20, "行政后勤科", "完成办公楼消防设施检测", "检测报告合格，问题清零", "消防检测月底前做完。", "县政府办公室主任办公会交办"),
    Plot("closed", 28, 22, "青石镇", "兑付镇小学拖欠工程款", "86万元全部兑付到位", "拖欠的工程款要尽快兑付。",
         "政府热线转办件第218号", Source.Kind.PETITION, "", "urgent", "routine"),
    Plot("reopened", 26, 12, "值班室", "修订突发事件信息报送制度", "制度印发，各乡镇签收", "信息报送制度要重新修订。",
         "政府工作报告任务分解第36项", Source.Kind.WORK_REPORT, "", "normal", "important"),
    Plot("circular", 24, 6, "青石镇", "上报第三季度安全生产检查台账", "台账1份，含隐患和整改照片", "各乡镇本周内上报安全生产检查台账。",
         "《关于开展安全生产大检查的通知》", Source.Kind.PAPER, "", "urgent", "important"),
    Plot("parts", 6, 40, "综合科", "起草明年政府工作报告", "报告送审稿提交常务会审议", "政府工作报告起草抓紧启动，分头收集素材。",
         "陈志远同志交办", Source.Kind.ENTRUSTED, "principal_leader", "normal", "major",
         (("信息科", "收集各乡镇各部门工作素材", "32个单位素材全部收齐"), ("秘书科", "收集外地报告和政策文件", "整理清单1份、文件汇编1册"))),
    Plot("new", 0, 10, "会务科", "制定全县经济工作会议方案", "方案报批印发", "经济工作会议方案提前准备。", "高建国同志交办"),
    Plot("done", 11, 14, "青石镇", "答复县人大代表关于镇卫生院急救车的建议", "书面答复代表，代表反馈满意", "代表建议要按时答复。",
         "县人大第21号代表建议", Source.Kind.PROPOSAL, "", "normal", "important"),
)  # fmt: skip


def build_matters(county: County, say: Callable[[str], None]) -> int:
    """Tell the stories of all matters; 0 when they have been told before. All or nothing."""
    if SupervisedMatter.objects.filter(organ=county.office).exists():
        return 0
    hours = OfficeHours(timezone.now())
    say(f"督办 {len(PLOTS)} 件事项，从立项走到销号；会议 4 次，从提请议题到列入督办……")
    with transaction.atomic():
        stories: list[tuple[Any, Story]] = [
            (hours.morning(plot.start), telling.tell()) for plot, telling in _tellings(county, PLOTS, hours)
        ]
        stories.append((hours.morning(BEFORE_ALL), _sweeps()))
        stories += meeting_stories(county, hours)
        tell(stories, hours)
        with at(hours.now):
            actions.climb(now=hours.now)
    return len(PLOTS)


def tell_matters(county: County, plots: Sequence[Plot], hours: OfficeHours) -> list[SupervisedMatter]:
    """Each matter is opened and goes as far as its plot says, without the meetings of the demo."""
    tellings = _tellings(county, plots, hours)
    tell([(hours.morning(plot.start), telling.tell()) for plot, telling in tellings], hours)
    return [telling.matter for _, telling in tellings]


def _tellings(county: County, plots: Sequence[Plot], hours: OfficeHours) -> list[tuple[Plot, "_Telling"]]:
    return [(plot, _Telling(county, plot, hours)) for plot in plots]


def _sweeps() -> Iterator[float]:
    """What the worker does by itself, once a day."""
    for _ in range(BEFORE_ALL):
        actions.climb(now=timezone.now())
        yield DAY


class _Telling:
    """One matter on its way."""

    def __init__(self, county: County, plot: Plot, hours: OfficeHours) -> None:
        self.county, self.plot, self.hours = county, plot, hours
        self.officer: Person = county["supervision_officer"]

    def tell(self) -> Story:
        """The whole story; between two acts it yields the hours that pass."""
        self._open()
        yield 1
        yield from getattr(self, f"_{self.plot.until}", self._new)()

    # -- who ---------------------------------------------------------------------------------------------------------

    def _answering(self, name: str) -> tuple[Unit, Person]:
        if name in self.county.units:
            unit = self.county.units[name]
        else:
            unit = self.county.organs[name].units.get(is_office=True)
            return unit, self.county["town_clerk"]
        return unit, head_of(unit) or unit.posts.filter(ended_on__isnull=True).order_by("person__rank")[0].person

    def _day(self, days: int) -> date:
        return add_workdays(self.hours.calendar, timezone.localdate(), days)

    # -- acts --------------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        plot = self.plot
        leader = self.county[plot.leader] if plot.leader else None
        facts = SourceFacts(plot.kind, plot.sentence, plot.label, leader=leader, given_on=timezone.localdate())
        self.matter = actions.open_matter(
            actor=self.officer, source=facts, duties=self._duties(plot.unit, plot.task, plot.standard, plot.days)
        )

    def _duties(self, unit_name: str, task: str, standard: str, days: int) -> Duties:
        unit, person = self._answering(unit_name)
        return Duties(
            task=task, standard=standard, deadline=self._day(days), unit=unit, person=person, urgency=self.plot.urgency,
            importance=self.plot.importance,
        )  # fmt: skip

    def _report(self, progress: str, *, done: bool = False, evidence: bool = True) -> Any:
        matter = SupervisedMatter.objects.get(pk=self.matter.pk)
        files = [(EVIDENCE, f"{matter.number}{progress}".encode())] if evidence else []
        next_step = "" if done else "按倒排工期推进，按时反馈。"
        return actions.file_report(
            actor=matter.person, matter=matter, progress=progress, next_step=next_step, done=done, files=files
        )

    def _verify(self, report: Any, verdict: str = Verification.Verdict.TRUE, reason: str = "") -> None:
        again = self._day(1) if verdict != Verification.Verdict.TRUE else None
        actions.verify_report(actor=self.officer, report=report, verdict=verdict, reason=reason, again_by=again)

    def _close(self) -> None:
        actions.propose_closing(actor=self.officer, matter=self.matter, result=f"{self.plot.standard}，已核对。")

    # -- how they end ------------------------------------------------------------------------------------------------

    def _new(self) -> Story:
        yield from ()

    def _reported(self) -> Story:
        yield 2 * DAY
        self._verify(self._report("已完成主管道铺设6.2公里，5个村通水，水质送检2份。"))
        yield 3 * DAY
        self._report("累计铺设9.8公里，8个村通水，其余4个村管材已到位。")

    def _late(self) -> Story:
        yield DAY
        self._verify(self._report("已对3处采砂点下达停工通知，关停1处。"))
        yield DAY
        self._report("已对3处采砂点下达了停工通知，关停1处。", evidence=False)

    def _silent(self) -> Story:
        yield from ()

    def _extension(self) -> Story:
        yield 2 * DAY
        self._verify(self._report("完成管网铺设1.1公里，占46%。"))
        yield 4 * DAY
        matter = SupervisedMatter.objects.get(pk=self.matter.pk)
        self._report("连续降雨停工5天，完成管网铺设1.3公里。")
        wanted = add_workdays(self.hours.calendar, matter.deadline, 10)
        actions.ask_extension(
            actor=matter.person, matter=matter, wanted=wanted, reason="连续降雨停工5天，沟槽积水无法作业，需顺延工期。"
        )

    def _sent_back(self) -> Story:
        yield 4 * DAY
        self._verify(
            self._report("已安排部署。", evidence=False),
            Verification.Verdict.SENT_BACK,
            "没有清单，也没有数字，请附压减清单。",
        )

    def _proposed(self) -> Story:
        yield 3 * DAY
        self._verify(self._report("已拆除9处，其余5处完成入户协商。"))
        yield 5 * DAY
        report = self._report("14处违建全部拆除，场地平整完毕，现场照片附后。", done=True)
        yield 2
        actions.record_field_check(
            actor=self.officer, matter=self.matter, checked_on=timezone.localdate(), place="省道沿线青石镇段",
            people="吴刚、蒋丽", findings="沿线逐处核对，14处均已拆除，2处场地正在覆土。", confirmed=True,
            files=[(EVIDENCE, "现场核对记录".encode())],
        )  # fmt: skip
        self._verify(report)
        self._close()

    def _closed(self) -> Story:
        yield 4 * DAY
        self._verify(self._report(f"已完成大部分工作，对照标准“{self.plot.standard}”还差最后1项。"))
        yield 6 * DAY
        report = self._report(f"{self.plot.standard}，材料附后。", done=True)
        yield 3
        self._verify(report)
        self._close()

    def _reopened(self) -> Story:
        yield from self._closed()
        yield 5 * DAY
        actions.reopen_matter(
            actor=self.officer,
            matter=self.matter,
            reason="两个乡镇没有签收，仍按旧制度报送，须补发并重新签收。",
            deadline=self._day(12),
        )

    def _circular(self) -> Story:
        yield 14 * DAY
        actions.climb(now=timezone.now())
        matter = self.matter
        actions.decide_rung(
            actor=self.officer, matter=matter, reason="经高建国同意，对逾期不报、多次催办无回音的情况予以通报"
        )
        yield 2
        letter = matter.urgings.filter(rung=Urging.Rung.ORDER, folded=False).first()
        if letter is not None and not matter.urgings.filter(paper_id__isnull=False).exists():
            actions.draft_for_urging(actor=self.officer, urging=letter)
        actions.demand_explanation(
            actor=self.officer,
            matter=matter,
            kind="explanation",
            reason="逾期未报，经催办、督办仍未反馈",
            due_on=self._day(5),
        )

    def _parts(self) -> Story:
        for unit, task, standard in self.plot.parts:
            actions.split_matter(actor=self.officer, parent=self.matter, duties=self._duties(unit, task, standard, 20))
            yield 1

    def _done(self) -> Story:
        yield 3 * DAY
        self._verify(self._report("已与代表当面沟通2次，县财政落实购车资金28万元。"))
        yield 4 * DAY
        self._report("书面答复已送达，代表签字表示满意，急救车已交付使用。", done=True)
