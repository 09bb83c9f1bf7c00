"""纪要 says who was there, what was decided, who does what by when."""

from datetime import date, datetime

from zhongshu.lib.meeting.facts import Attendee, Entry, Facts
from zhongshu.lib.meeting.minutes import Agreed, Decided, attendance, minutes_fields

PEOPLE = (
    Attendee("1", "陈志远", "县长", rank=1, state="coming", person="7"),
    Attendee("2", "罗文斌", "副县长", rank=2, state="stand_in", stand_in="王五"),
    Attendee("3", "何敏", rank=3, state="leave"),
    Attendee("4", "李四", "局长", "财政局", role="observe", rank=9, state="coming"),
)
FACTS = Facts(
    "第23次县长办公会议", "县政府办", datetime(2026, 3, 1, 9), datetime(2026, 3, 1, 12), "第一会议室", chair="陈志远",
    chair_post="县长", chair_person="7", attendees=PEOPLE,
    entries=(Entry("1", "item", "供水", 15, attending=("水务局",)),),
)  # fmt: skip


def test_attendance_by_protocol():
    assert attendance(FACTS) == [
        ("出席", "陈志远、王五（代罗文斌）"),
        ("请假", "何敏"),
        ("列席", "财政局李四、水务局有关负责人"),
    ]


def test_the_body_follows_the_agenda():
    agreed = (
        Agreed("由水务局完成管网改造", "水务局", date(2026, 6, 30)),
        Agreed("于4月10日前拨付资金", "财政局", date(2026, 4, 10)),
    )
    items = [
        Decided("供水工程追加投资", "青石镇", "agreed", "追加投资300万元", agreed=agreed),
        Decided("防汛预案", carried=True),
        Decided("用地", "自然资源局", "noted", "会议听取了情况"),
    ]
    body = str(minutes_fields(FACTS, items, [Agreed("办公室印发分工表")])["body"]).split("\n")
    assert body[0] == (
        "2026年3月1日上午，县长陈志远在第一会议室主持召开第23次县长办公会议，研究供水工程追加投资、用地等2项议题。现纪要如下："
    )
    assert body[1:3] == [
        "一、供水工程追加投资",
        "会议听取了青石镇的汇报，同意所提意见。追加投资300万元。会议议定：",
    ]
    assert body[3] == "（一）由水务局完成管网改造。（时限：2026年6月30日）"
    assert body[4] == "（二）于4月10日前拨付资金。（责任单位：财政局）"
    assert body[5] == "二、用地"
    assert body[7:9] == ["三、其他议定事项", "（一）办公室印发分工表。"]
    assert body[-1] == "《防汛预案》转下次会议研究。"


def test_a_meeting_without_decisions_has_its_opening_and_attendance():
    fields = minutes_fields(FACTS, [])
    assert fields["body"].endswith("主持召开第23次县长办公会议。现纪要如下：")
    assert "出席：陈志远" in fields["extra"]
