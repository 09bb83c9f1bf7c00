"""What comes after the demo's 县长办公会, by the very acts that the pages call: some of it settled, some still open."""

from datetime import timedelta

from zhongshu.apps.demo.clock import OfficeHours, Story
from zhongshu.apps.demo.tree import County
from zhongshu.apps.meetings.actions import account, binding, copies, debriefing, equipment, minutes, tasks, travel
from zhongshu.apps.meetings.models import Meeting

HOUR = 1.0
#: Half days to wait for the meeting to be over.
MOST_WAITS = 40


def after_story(county: County, hours: OfficeHours) -> Story:
    """Copies out and recalled but for one, a microphone missing, the account open, minutes drafted, the volume bound."""
    host, name = county["section_head"], "第22次县长办公会议"
    for _ in range(MOST_WAITS):
        if Meeting.objects.filter(name=name, state=Meeting.State.ENDED).exists():
            break
        yield 4 * HOUR
    meeting = Meeting.objects.filter(name=name, state=Meeting.State.ENDED).first()
    if meeting is None:
        return
    paper = tasks.add_paper(
        actor=host, meeting=meeting, title="议题材料汇编（会后收回）", holder=host, due_on=None, restricted=True
    )
    tasks.hand_in_paper(
        actor=host,
        paper=paper,
        name="议题材料汇编.txt",
        content="敬老院改造、公路隐患整治、停车管理三项议题的材料。".encode(),
    )
    out = copies.hand_out_to_all(actor=host, paper=paper)
    rows = {row.name: row for row in equipment.propose(actor=host, meeting=meeting)}
    for row in rows.values():
        equipment.check(actor=host, line=row, works=True)
    equipment.take_out(actor=host, line=rows["话筒"], count=4, by="林晓雯")
    equipment.take_out(actor=host, line=rows["席卡"], count=rows["席卡"].wanted, by="林晓雯")
    yield 2 * HOUR
    copies.recall(actor=host, copies=out[:-1])
    equipment.give_back(actor=host, line=rows["话筒"], count=3)
    equipment.give_back(actor=host, line=rows["席卡"], count=rows["席卡"].wanted)
    journey = travel.put_journey(
        actor=host, meeting=meeting, name="市公路中心专家组", people=2, leaves_at=meeting.ends_at + timedelta(hours=1),
        pick_up="县政府南门", means="car", to="市区", driver="赵师傅", plate="公务3号", escort="林晓雯",
    )  # fmt: skip
    travel.see_off(actor=host, journey=journey)
    yield 3 * HOUR
    yield from _wound_up(county, meeting)


def _wound_up(county: County, meeting: Meeting) -> Story:
    """Account, minutes, debrief, the volume."""
    host = county["section_head"]
    line = account.put_line(actor=host, meeting=meeting, kind="materials", what="议题材料印制", budget=300_00)
    account.spend(actor=host, line=line, spent=286_50, bills=1)
    account.put_line(actor=host, meeting=meeting, kind="meals", what="专家工作餐", budget=200_00)
    minutes.draft_minutes(actor=host, meeting=meeting)
    yield 3 * HOUR
    debriefing.write_debrief(
        actor=host,
        meeting=meeting,
        well="议题材料提前两天送达，汇报控制在规定时间内。",
        badly="一支话筒没电，停车议题会前协调不够。",
    )
    lesson = debriefing.add_lesson(actor=host, meeting=meeting, task="preparation", text="话筒换新电池，另备两支")
    debriefing.add_lesson(actor=host, meeting=meeting, task="plan", text="意见不一的议题会前先由分管领导协调")
    debriefing.carry_lesson(actor=county["director"], lesson=lesson)
    binding.bind_volume(actor=host, meeting=meeting)
