"""After a meeting: copies, account, equipment, travel, debrief, minutes, volume, and the guard that closes it."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.apps.coordination.steps import equipment as own_equipment
from tests.apps.meetings import steps
from tests.cast import Cast, make_cast
from zhongshu.apps.archive.actions import set_fonds
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.coordination import actions as coordination
from zhongshu.apps.coordination.models import Booking
from zhongshu.apps.coordination.queries.bookings import bookings_of
from zhongshu.apps.meetings.actions import (
    account,
    binding,
    copies,
    debriefing,
    deciding,
    equipment,
    minutes,
    running,
    tasks,
    travel,
)
from zhongshu.apps.meetings.actions.basics import Basics, change_basics
from zhongshu.apps.meetings.catalogue import templates_for
from zhongshu.apps.meetings.models import (
    Meeting,
    MeetingPaper,
    MeetingTask,
    PaperCopy,
)
from zhongshu.apps.meetings.queries.after import may_open
from zhongshu.apps.meetings.queries.closing import still_open
from zhongshu.apps.meetings.queries.missing import missing_of
from zhongshu.apps.meetings.volume_parts import pieces_for
from zhongshu.apps.outgoing.queries.papers import current_version
from zhongshu.apps.shell.models import Notification
from zhongshu.lib.refusal import Refused

State = PaperCopy.State


def held(cast: Cast) -> Meeting:
    """A meeting with one decided item that has begun."""
    meeting = steps.notified(cast)
    item = steps.scheduled(cast, meeting)
    meeting = steps.begun(meeting)
    running.open_meeting(actor=cast.section_head, meeting=meeting)
    deciding.record_decision(actor=cast.section_head, item=item, outcome="agreed", decision="追加投资300万元")
    return Meeting.objects.get(pk=meeting.pk)


def ended(cast: Cast) -> Meeting:
    """Over, every task done."""
    meeting = held(cast)
    running.end_meeting(actor=cast.section_head, meeting=meeting)
    for task in meeting.tasks.filter(state=MeetingTask.State.OPEN):
        tasks.finish_task(actor=cast.section_head, task=task, note="已办")
    return Meeting.objects.get(pk=meeting.pk)


def restricted(cast: Cast, meeting: Meeting, title: str = "人事方案") -> MeetingPaper:
    return tasks.add_paper(
        actor=cast.section_head, meeting=meeting, title=title, holder=None, due_on=None, restricted=True
    )


# -- numbered copies -------------------------------------------------------------------------------------------------


def test_copies_are_numbered_on_and_go_to_everybody_by_rank(cast):
    meeting = steps.notified(cast)
    paper = restricted(cast, meeting)
    copies.number_copies(actor=cast.section_head, paper=paper, count=1)
    out = copies.hand_out_to_all(actor=cast.section_head, paper=paper)
    assert [(row.number, row.holder.person) for row in PaperCopy.objects.filter(pk__in=[r.pk for r in out])] == [
        (1, cast.principal_leader),
        (2, cast.deputy_leader),
    ]
    with pytest.raises(Refused, match="都已有"):
        copies.hand_out_to_all(actor=cast.section_head, paper=paper)


def test_a_lost_copy_stays_open_until_the_director_settles_it(cast):
    meeting = steps.notified(cast)
    paper = restricted(cast, meeting)
    (row, _) = copies.hand_out_to_all(actor=cast.section_head, paper=paper)
    row = copies.report_lost(actor=cast.section_head, copy=row, words="散会后没有找到")
    assert row.owed
    assert Notification.objects.filter(person=cast.director, text__contains="遗失").exists()
    with pytest.raises(Refused, match="办公室主任"):
        copies.settle_lost(actor=cast.section_head, copy=row, words="算了")
    assert not copies.settle_lost(actor=cast.director, copy=row, words="已查明，通报批评").owed


def test_destroying_takes_two_and_only_what_is_in_hand(cast):
    paper = restricted(cast, steps.notified(cast))
    rows = copies.number_copies(actor=cast.section_head, paper=paper, count=2)
    copies.hand_out(actor=cast.section_head, copies=rows[:1], name="县档案馆王某")
    with pytest.raises(Refused, match="两人"):
        copies.destroy(actor=cast.section_head, copies=rows[1:], witness=cast.section_head)
    with pytest.raises(Refused, match="000001号在外"):
        copies.destroy(actor=cast.section_head, copies=rows, witness=cast.drafter)
    copies.destroy(actor=cast.section_head, copies=rows[1:], witness=cast.drafter)
    assert PaperCopy.objects.get(pk=rows[1].pk).state == State.DESTROYED


def test_whoever_neither_hosts_nor_holds_the_task_gets_no_copy_moved(cast):
    paper = restricted(cast, steps.notified(cast))
    for person in (cast.town_clerk, cast.vetter, cast.sysadmin):
        with pytest.raises(Refused):
            copies.number_copies(actor=person, paper=paper, count=1)
    assert copies.number_copies(actor=cast.confidential_officer, paper=paper, count=1)


class TestCopiesAreNeverLost(TestCase):
    """Whatever is done in whatever order, every copy is in one state and its moves tell how it came there."""

    @given(st.lists(st.tuples(st.sampled_from("nobxlsd"), st.integers(0, 4)), max_size=25))
    @settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
    def test_random_moves(self, moves):
        cast = make_cast()
        meeting = steps.notified(cast)
        paper = restricted(cast, meeting)
        wanted = len(copies.number_copies(actor=cast.section_head, paper=paper, count=3))
        for kind, which in moves:
            rows = list(paper.copies.order_by("number"))
            row = rows[which % len(rows)]
            before = (row.state, row.moves.count())
            try:
                if kind == "n":
                    wanted += len(copies.number_copies(actor=cast.section_head, paper=paper, count=1))
                elif kind == "o":
                    copies.hand_out(actor=cast.section_head, copies=[row], name="某人")
                elif kind in "bx":
                    copies.recall(actor=cast.section_head, copies=[row])
                elif kind == "l":
                    copies.report_lost(actor=cast.section_head, copy=row, words="不见了")
                elif kind == "s":
                    copies.settle_lost(actor=cast.director, copy=row, words="已处理")
                else:
                    copies.destroy(actor=cast.section_head, copies=[row], witness=cast.drafter)
            except Refused:
                row.refresh_from_db()
                assert (row.state, row.moves.count()) == before
        found = list(paper.copies.order_by("number"))
        assert [row.number for row in found] == list(range(1, wanted + 1))
        states = {
            "out": State.OUT,
            "back": State.BACK,
            "lost": State.LOST,
            "settled": State.LOST,
            "destroyed": State.DESTROYED,
        }
        for row in found:
            last = row.moves.order_by("-pk").first()
            assert row.state == (states[last.kind] if last else State.STOCK)
        open_ends = [row.text for row in still_open(meeting) if "在外" in row.text or "遗失" in row.text]
        assert bool(open_ends) == any(row.owed for row in found)


# -- account ---------------------------------------------------------------------------------------------------------


def test_over_budget_needs_a_reason_and_the_sums_are_kept(cast):
    meeting = held(cast)
    line = account.put_line(actor=cast.section_head, meeting=meeting, kind="meals", budget=100_00)
    other = account.put_line(actor=cast.section_head, meeting=meeting, kind="transport", what="大巴", budget=80_00)
    with pytest.raises(Refused, match=r"超支 20\.05 元"):
        account.spend(actor=cast.section_head, line=line, spent=120_05)
    account.spend(actor=cast.section_head, line=line, spent=120_05, bills=3, reason="增加列席单位")
    with pytest.raises(Refused, match="1 项没有登记支出"):
        account.settle(actor=cast.section_head, meeting=meeting)
    account.spend(actor=cast.section_head, line=other, spent=0)
    row = account.settle(actor=cast.section_head, meeting=meeting)
    assert (row.budget, row.spent, row.bills) == (180_00, 120_05, 3)
    with pytest.raises(Refused, match="已经结算"):
        account.spend(actor=cast.section_head, line=line, spent=1)
    account.unsettle(actor=cast.section_head, meeting=meeting, reason="漏了一张发票")
    assert account.spend(actor=cast.section_head, line=line, spent=90_00).reason == ""


# -- equipment -------------------------------------------------------------------------------------------------------


def test_equipment_is_listed_by_seats_checked_taken_and_counted(cast):
    meeting = steps.notified(cast)
    rows = {row.name: row for row in equipment.propose(actor=cast.section_head, meeting=meeting)}
    assert rows["席卡"].wanted == 2
    assert not rows["茶水"].returns
    with pytest.raises(Refused, match="不正常"):
        equipment.check(actor=cast.section_head, line=rows["话筒"], works=False)
    equipment.check(actor=cast.section_head, line=rows["话筒"], works=False, words="两支换电池")
    equipment.take_out(actor=cast.section_head, line=rows["话筒"], count=4, by="小李")
    with pytest.raises(Refused, match="就多了"):
        equipment.give_back(actor=cast.section_head, line=rows["话筒"], count=5)
    line = equipment.give_back(actor=cast.section_head, line=rows["话筒"], count=3)
    assert line.missing == 1
    assert line.owed
    assert not equipment.explain_missing(actor=cast.section_head, line=line, answers="小李", words="照价赔偿").owed
    # Whatever is taken out again has to be answered for again.
    assert equipment.take_out(actor=cast.section_head, line=line, count=1, by="小王").owed


def test_unchecked_equipment_is_missing_before_the_start(cast):
    meeting = steps.notified(cast)
    equipment.propose(actor=cast.section_head, meeting=meeting)
    assert any("没有检查" in row.text for row in missing_of(meeting, cast.section_head))
    equipment.check_all(actor=cast.section_head, lines=list(meeting.equipment.select_related("meeting")))
    assert not any("没有检查" in row.text for row in missing_of(meeting, cast.section_head))


def booked_of(meeting):
    return [
        (row.equipment.name, row.quantity)
        for row in bookings_of(meeting).filter(equipment__isnull=False).order_by("equipment__name")
    ]


def test_the_organs_own_equipment_is_booked_with_the_meeting_and_moves_along(cast):
    microphones = own_equipment(cast, "无线话筒", 6)
    meeting = steps.notified(cast)
    rows = {row.name: row for row in equipment.propose(actor=cast.section_head, meeting=meeting)}
    assert rows["话筒"].equipment == microphones
    assert rows["席卡"].equipment is None
    assert booked_of(meeting) == [("无线话筒", 4)]
    later = Basics(
        **{
            **Basics.of(meeting).__dict__, "starts_at": meeting.starts_at + timedelta(days=1),
            "ends_at": meeting.ends_at + timedelta(days=1),
        }
    )  # fmt: skip
    change_basics(actor=cast.section_head, meeting=meeting, basics=later, reason="改期")
    assert {row.starts_at for row in bookings_of(meeting)} == {later.starts_at}
    equipment.drop(actor=cast.section_head, line=rows["话筒"])
    assert booked_of(meeting) == []


def test_pieces_that_others_have_are_pointed_out_with_who_has_them(accounts, sign_in):
    cast = accounts
    screens = own_equipment(cast, "投影仪", 1)
    meeting = steps.notified(cast)
    coordination.book(
        actor=cast.director,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        purpose="接待考察团",
        equipment=screens,
    )
    page = sign_in("section_head").post(
        reverse("meetings:equipment", args=[meeting.pk]),
        {"equipment": screens.pk, "wanted": "1", "returns": "on"},
        follow=True,
    )
    text = page.content.decode()
    assert "只订到 0 件，还差 1 件" in text
    assert "接待考察团" in text
    missing = [row for row in missing_of(meeting, cast.section_head) if "投影仪" in row.text and row.level == "red"]
    assert len(missing) == 1
    Booking.objects.filter(purpose="接待考察团").update(private=True)
    assert "接待考察团" not in sign_in("section_head").get(reverse("meetings:equipment", args=[meeting.pk])).text
    with pytest.raises(Refused, match="不是本机关的设备"):
        elsewhere = coordination.keep_equipment(actor=SYSTEM, organ=cast.town, name="音箱", count=1)
        equipment.put(actor=cast.section_head, meeting=meeting, wanted=1, equipment=elsewhere)


# -- travel ----------------------------------------------------------------------------------------------------------


def test_a_car_needs_its_driver_and_nobody_leaves_twice(cast):
    meeting = steps.notified(cast)
    who = meeting.participants.first()
    at = meeting.ends_at + timedelta(hours=1)
    with pytest.raises(Refused, match="驾驶员"):
        travel.put_journey(actor=cast.section_head, meeting=meeting, traveller=who, leaves_at=at)
    row = travel.put_journey(actor=cast.section_head, meeting=meeting, traveller=who, leaves_at=at, driver="老赵")
    assert row.name == who.name
    with pytest.raises(Refused, match="已经安排"):
        travel.put_journey(actor=cast.section_head, meeting=meeting, traveller=who, leaves_at=at, driver="老赵")
    travel.see_off(actor=cast.section_head, journey=row)
    with pytest.raises(Refused, match="已经送走"):
        travel.drop_journey(actor=cast.section_head, journey=row)


# -- debrief ---------------------------------------------------------------------------------------------------------


def test_a_lesson_stands_in_the_checklist_of_the_next_meeting(cast):
    meeting = held(cast)
    debriefing.write_debrief(actor=cast.section_head, meeting=meeting, well="准备充分", badly="话筒没电")
    lesson = debriefing.add_lesson(
        actor=cast.section_head, meeting=meeting, task="preparation", text="话筒换新电池并留备用"
    )
    with pytest.raises(Refused, match="主任"):
        debriefing.carry_lesson(actor=cast.section_head, lesson=lesson)
    debriefing.carry_lesson(actor=cast.director, lesson=lesson)
    assert lesson.text in templates_for(cast.office)["county_executive"].task("preparation").checks
    again = steps.executive(cast, days=20, name="第24次县长办公会议")
    assert again.tasks.get(key="preparation").checks.filter(text=lesson.text).exists()
    assert not meeting.tasks.get(key="preparation").checks.filter(text=lesson.text).exists()
    with pytest.raises(Refused, match="已带入"):
        debriefing.carry_lesson(actor=cast.director, lesson=lesson)


# -- minutes ---------------------------------------------------------------------------------------------------------


def test_minutes_are_an_outgoing_paper_with_the_decisions_in_it(cast):
    meeting = held(cast)
    item = meeting.slots.get(item__isnull=False).item
    steps.agreed(cast, meeting, "由综合科牵头落实追加投资", item=item)
    paper = minutes.draft_minutes(actor=cast.section_head, meeting=meeting)
    document = current_version(paper).document
    assert (paper.kind, document.layout.value, document.sealed) == ("minutes", "minutes", False)
    assert paper.issuer_code.issuer == cast.government
    assert dict(document.extra)["出席"].startswith("陈志远")
    text = "\n".join(str(block) for block in document.body)
    assert "追加投资300万元" in text
    assert "由综合科牵头落实追加投资" in text
    with pytest.raises(Refused, match="已经拟稿"):
        minutes.draft_minutes(actor=cast.section_head, meeting=meeting)


def test_no_minutes_before_the_meeting(cast):
    with pytest.raises(Refused, match="还没有召开"):
        minutes.draft_minutes(actor=cast.section_head, meeting=steps.notified(cast))


# -- the volume ------------------------------------------------------------------------------------------------------


def with_papers(cast: Cast) -> Meeting:
    meeting = held(cast)
    for title, content in (("会议手册", b"Word"), ("讲话", b"text")):
        paper = tasks.add_paper(
            actor=cast.section_head, meeting=meeting, title=title, holder=None, due_on=None, restricted=title == "讲话"
        )
        tasks.hand_in_paper(actor=cast.section_head, paper=paper, name=f"{title}.txt", content=content * 40)
    return meeting


def test_the_volume_has_everything_in_order_and_is_filed(cast):
    meeting = with_papers(cast)
    minutes.draft_minutes(actor=cast.section_head, meeting=meeting)
    volume = binding.bind_volume(actor=cast.section_head, meeting=meeting)
    titles = [row["title"] for row in volume.parts]
    assert titles == [
        "会议通知",
        "会议议程",
        "会议手册",
        "讲话",
        "青石镇供水工程追加投资（汇报材料）",
        "主持词",
        "会议纪要",
        "参会人员名单",
    ]
    with pikepdf.open(BytesIO(volume.file.read())) as made:
        assert len(made.pages) >= volume.pages + 2
        with made.open_outline() as outline:
            assert [item.title for item in outline.root][:4] == ["封面", "目录", "会议通知", "会议议程"]
    assert meeting.tasks.get(key="volume").evidence.filter(object_id=volume.pk).exists()
    set_fonds(actor=SYSTEM, organ=cast.office, code="Z109")
    with pytest.raises(Refused, match="档案员"):
        binding.file_volume(actor=cast.section_head, volume=volume, retention="Y")
    item = binding.file_volume(actor=cast.archivist, volume=volume, retention="Y")
    assert item.reference.startswith("Z109-WS·")
    assert item.pages == volume.pages
    with pytest.raises(Refused, match="已经归档"):
        binding.file_volume(actor=cast.archivist, volume=volume, retention="Y")


def test_each_reader_gets_only_what_they_may_see(cast):
    meeting = with_papers(cast)
    paper = minutes.draft_minutes(actor=cast.section_head, meeting=meeting)
    volume = binding.bind_volume(actor=cast.section_head, meeting=meeting)
    titles = {
        part: [p.title for p in pieces_for(cast.people[part], meeting)] for part in ("deputy_leader", "town_clerk")
    }
    # A member: no numbered paper, no script, no list, and the minutes only once they are known to them.
    assert "讲话" not in titles["deputy_leader"]
    assert "会议手册" in titles["deputy_leader"]
    assert not {"主持词", "参会人员名单", "会议纪要"} & set(titles["deputy_leader"])
    # Who put the item: its own papers, nothing else of the meeting's papers.
    assert "青石镇供水工程追加投资（汇报材料）" in titles["town_clerk"]
    assert "会议手册" not in titles["town_clerk"]
    # The kept volume holds minutes in draft: a colleague of the host side who may not read them does not get it.
    assert may_open(cast.section_head, volume)
    assert not may_open(cast.drafter, volume)
    assert f"outgoing.paper:{paper.pk}" in [row["source"] for row in volume.parts]


# -- closing ---------------------------------------------------------------------------------------------------------


def test_a_meeting_with_nothing_open_is_closed(cast):
    meeting = running.close_meeting(actor=cast.section_head, meeting=ended(cast))
    assert meeting.state == Meeting.State.CLOSED
    paper = meeting.papers.first() or MeetingPaper.objects.create(meeting=meeting, position=0, title="迟到的")
    with pytest.raises(Refused, match="已办结"):
        copies.number_copies(actor=cast.section_head, paper=paper, count=1)


def test_the_guard_names_everything_at_once(cast):
    meeting = ended(cast)
    paper = restricted(cast, meeting)
    rows = copies.number_copies(actor=cast.section_head, paper=paper, count=2)
    copies.hand_out(actor=cast.section_head, copies=rows[:1], name="财政局王某")
    steps.agreed(cast, meeting)
    account.put_line(actor=cast.section_head, meeting=meeting, kind="venue", budget=1)
    thing = equipment.put(actor=cast.section_head, meeting=meeting, name="投影", wanted=1)
    equipment.take_out(actor=cast.section_head, line=thing, count=1, by="小李")
    tasks.reopen_task(actor=cast.section_head, task=meeting.tasks.get(key="debrief"))
    with pytest.raises(Refused) as no:
        running.close_meeting(actor=cast.section_head, meeting=meeting)
    said = str(no.value)
    assert "5 件事没有了结" in said
    for words in (
        "会务总结",
        "1 项议定事项",
        "财政局王某《人事方案》000001号",
        "会议费用 1 项没有结算",
        "投影 1 件（小李领用）",
    ):
        assert words in said


def _settle(cast: Cast, meeting: Meeting, which: str) -> None:
    match which:
        case "copies":
            copies.recall(actor=cast.section_head, copies=list(meeting.copies.filter(state=State.OUT)))
        case "agreed":
            deciding.excuse_agreed(actor=cast.section_head, row=meeting.agreed_items.get(), reason="会上已办结")
        case "account":
            line = meeting.account_lines.get()
            account.spend(actor=cast.section_head, line=line, spent=0)
            account.settle(actor=cast.section_head, meeting=meeting)
        case "equipment":
            equipment.give_back(actor=cast.section_head, line=meeting.equipment.get(), count=1)


@pytest.mark.parametrize("left", ["copies", "agreed", "account", "equipment"])
def test_any_one_thing_left_keeps_it_open(cast, left):
    meeting = ended(cast)
    paper = restricted(cast, meeting)
    copies.hand_out_to_all(actor=cast.section_head, paper=paper)
    steps.agreed(cast, meeting)
    account.put_line(actor=cast.section_head, meeting=meeting, kind="venue", budget=1)
    thing = equipment.put(actor=cast.section_head, meeting=meeting, name="投影", wanted=1)
    equipment.take_out(actor=cast.section_head, line=thing, count=1, by="小李")
    for which in {"copies", "agreed", "account", "equipment"} - {left}:
        _settle(cast, meeting, which)
    assert [row.blocks for row in still_open(meeting)].count(True) == 1
    with pytest.raises(Refused, match="1 件事"):
        running.close_meeting(actor=cast.section_head, meeting=meeting)
    _settle(cast, meeting, left)
    assert running.close_meeting(actor=cast.section_head, meeting=meeting).state == Meeting.State.CLOSED
