"""A meeting that takes place, with tell-tale words in what is written meanwhile, and who alone may know of each."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.apps.meetings.during import steps
from tests.cast import Cast
from zhongshu.apps.meetings.actions import during as actions
from zhongshu.apps.meetings.actions.during.recording import field_of
from zhongshu.apps.meetings.models import Meeting, MeetingRecord, MeetingSession, Participant

#: The meeting's own name; a speech's topic; what only its side writes: record, group record, draft bulletin.
NAMED, TOPIC, RECORDED, GROUPED, DRAFTED = "滨珊瑚", "管眼鱼", "火体虫", "角高体金眼鲷", "吸血鬼乌贼"
#: The side that prepares it, and who besides takes part or presides.
SIDE = frozenset({"section_head", "drafter", "director", "deputy_director"})
#: The last two hold tasks of it.
MEMBERS = SIDE | {"principal_leader", "deputy_leader", "archivist", "confidential_officer"}
CHAIR = SIDE | {"principal_leader"}
DURING_WORDS = {NAMED: MEMBERS, TOPIC: MEMBERS, RECORDED: CHAIR, GROUPED: SIDE, DRAFTED: SIDE}

OF_MEETING = (
    "during",
    "speeches",
    "groups",
    "export_groups",
    "visit",
    "share_rides",
    "export_rides",
    "bulletins",
    "begin_record",
)
OF_SIDE = ("new_session", "new_speech", "new_stop", "new_vehicle", "new_bulletin")
OF_SESSION = ("session", "export_session")
OF_SESSION_SIDE = ("change_session", "roll", "check_in", "close_session", "poster", "session_qr")


@dataclass
class Sitting:
    """The meeting and its parts, as addresses name them."""

    meeting: Meeting
    session: MeetingSession
    participant: Participant
    record: MeetingRecord


def take_place(cast: Cast) -> Sitting:
    meeting = steps.meeting(cast, people=3, name=f"{NAMED}专题会议")
    from zhongshu.apps.meetings.actions.telling import readers_of, spread

    spread(cast.section_head, meeting, readers_of(meeting))
    common: dict[str, Any] = {"actor": cast.section_head, "meeting": meeting}
    session = steps.session(cast, meeting)
    participant = Participant.objects.filter(meeting=meeting, person__isnull=True)[0]
    actions.check_in(actor=cast.section_head, session=session, participant=participant, how="list")
    actions.keep_speech(**common, name="代表00", topic=f"谈{TOPIC}", minutes=5)
    group = actions.deal_groups(**common, count=1, keep_bodies=True)[0]
    actions.save_group_record(actor=cast.section_head, group=group, base=1, text=f"有人提到{GROUPED}。")
    now = timezone.now()
    actions.keep_stop(**common, place="产业园", arrives_at=now, leaves_at=now + timedelta(hours=1))
    actions.keep_vehicle(**common, position=1, seats=9)
    actions.write_bulletin(**common, title=f"{DRAFTED}动态", text=f"{DRAFTED}的情况。")
    steps.slots(meeting, "第一项")
    record = actions.open_record(**common)
    name = field_of(record.parts.all()[0])
    actions.save_record(actor=cast.section_head, record=record, base=1, fields={name: f"议了{RECORDED}。"}, begun={})
    return Sitting(meeting, session, participant, record)


def addresses_of(sitting: Sitting) -> dict[str, list[tuple[dict[str, Any], frozenset[str] | None]]]:
    """Every address of what happens during the meeting, and who finds something there."""
    meeting, session = sitting.meeting, sitting.session
    of = {
        "group": meeting.groups.get(), "group_record": meeting.groups.get(), "autosave_group": meeting.groups.get(),
        "change_speech": meeting.speeches.get(), "change_stop": meeting.stops.get(), "change_vehicle": meeting.vehicles.get(),
        "bulletin": meeting.bulletins.get(), "print_bulletin": meeting.bulletins.get(), "participant_qr": sitting.participant,
    }  # fmt: skip
    acts = {
        "speech_turn": meeting.speeches.get(), "drop_stop": meeting.stops.get(), "drop_vehicle": meeting.vehicles.get(),
        "issue_bulletin": meeting.bulletins.get(), "bulletin_paper": meeting.bulletins.get(),
    }  # fmt: skip
    found: dict[str, list[tuple[dict[str, Any], frozenset[str] | None]]] = {
        **{name: [({"pk": meeting.pk}, MEMBERS)] for name in OF_MEETING},
        **{name: [({"pk": meeting.pk}, SIDE)] for name in OF_SIDE},
        **{name: [({"pk": session.pk}, MEMBERS)] for name in OF_SESSION},
        **{name: [({"pk": session.pk}, SIDE)] for name in OF_SESSION_SIDE},
        **{name: [({"pk": row.pk}, SIDE)] for name, row in of.items()},
        **{name: [({"pk": row.pk}, MEMBERS)] for name, row in acts.items()},
        **{name: [({"pk": sitting.record.pk}, CHAIR)] for name in ("record", "autosave_record", "confirm_record")},
        "undo_check_in": [({"pk": session.pk, "row": session.check_ins.get().pk}, MEMBERS)],
        # Open to whoever has the code, so the walk knocks with one that nobody has.
        "scan": [({"code": f"s{session.pk}-{'0' * 24}"}, None)],
    }
    return {f"meetings:{name}": rows for name, rows in found.items()}


#: Where those who may know do see the words.
DURING_SHOWN = {
    "meetings:during", "meetings:speeches", "meetings:groups", "meetings:visit", "meetings:bulletins", "meetings:session",
    "meetings:roll", "meetings:poster", "meetings:group_record", "meetings:record", "meetings:bulletin", "meetings:print_bulletin",
}  # fmt: skip
