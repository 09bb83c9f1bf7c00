"""What comes after the restricted meeting, with tell-tale words: who holds a copy, what was spent, what was taken out, who
leaves when, what was learnt, and the bound volume."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from zhongshu.apps.files.actions import store_output
from zhongshu.apps.files.policy import PDF
from zhongshu.apps.meetings.actions import account, binding, copies, debriefing, equipment, tasks, travel
from zhongshu.apps.meetings.models import BoundVolume, Meeting
from zhongshu.apps.meetings.volume_parts import pieces_for

HOLDER, MONEY, THING, TRAVELLER, LESSON = "海兔", "海绵", "海柳", "海雀", "海藻"
HOSTS = frozenset({"section_head", "drafter", "director", "deputy_director"})
CHAIR = frozenset({"principal_leader"})
#: Besides the hosts: who holds the task of the recall, who that of the volume.
RECALL, VOLUME = HOSTS | {"confidential_officer"}, HOSTS | {"archivist"}
KNOWN_TO = {HOLDER: RECALL | CHAIR, MONEY: HOSTS, THING: HOSTS | CHAIR, TRAVELLER: HOSTS | CHAIR, LESSON: HOSTS}
SHOWN_AT = {
    "meetings:after", "meetings:copies", "meetings:copy", "meetings:print_copies", "meetings:account",
    "meetings:account_line", "meetings:print_account", "meetings:equipment", "meetings:equipment_line",
    "meetings:print_equipment", "meetings:travel", "meetings:print_travel", "meetings:debrief", "meetings:volume",
    "meetings:own_volume", "meetings:volume_file",
}  # fmt: skip


def fill(cast: Cast, meeting: Meeting) -> None:
    """Something of everything, none of it settled."""
    host = cast.section_head
    paper = tasks.add_paper(actor=host, meeting=meeting, title="编号材料", holder=None, due_on=None, restricted=True)
    rows = copies.number_copies(actor=host, paper=paper, count=2)
    copies.hand_out(actor=host, copies=rows[:1], name=f"{HOLDER}站站长")
    account.put_line(actor=host, meeting=meeting, kind="meals", what=f"{MONEY}饭店", budget=100_00)
    thing = equipment.put(actor=host, meeting=meeting, name=f"{THING}话筒", wanted=2)
    equipment.take_out(actor=host, line=thing, count=1, by="小李")
    travel.put_journey(
        actor=host,
        meeting=meeting,
        name=f"{TRAVELLER}先生",
        leaves_at=meeting.ends_at + timedelta(hours=1),
        means="own",
    )
    debriefing.add_lesson(actor=host, meeting=meeting, task="preparation", text=f"{LESSON}要换水")
    pieces = pieces_for(host, meeting)
    bound = binding.draw_volume(meeting, pieces, day=timezone.localdate())
    stored = store_output(actor=host, name="合订本.pdf", content=bound.pdf, media_type=PDF)
    BoundVolume.objects.create(
        meeting=meeting, edition=1, file=stored, pages=bound.pages, by=host, at=timezone.now(),
        parts=[
            {"title": piece.title, "group": piece.group, "page": start, "source": piece.source}
            for piece, start in zip(pieces, bound.starts, strict=True)
        ],
    )  # fmt: skip


def addresses(meeting: Meeting, known: frozenset[str]) -> dict[str, list[Any]]:
    """Every address of this part with who knows it is there; ``known`` may know of the meeting."""
    copy, line = meeting.copies.get(number=1), meeting.account_lines.get()
    thing, journey = meeting.equipment.get(), meeting.journeys.get()
    lesson, volume = meeting.lessons.get(), meeting.volumes.get()
    whole, hosts, recall, bind = ([({"pk": meeting.pk}, who)] for who in (known, HOSTS, RECALL, VOLUME))
    sheets, steps = ("out", "back", "owed"), ("number", "all", "out", "back", "destroy", "ask")
    return {
        "after": whole, "own_volume": whole, "draft_minutes": hosts, "copies": recall,
        "print_copies": [({"pk": meeting.pk, "sheet": sheet}, RECALL) for sheet in sheets],
        "work_copies": [({"pk": meeting.pk, "step": step}, RECALL) for step in steps],
        "copy": [({"pk": copy.pk}, RECALL)],
        "copy_step": [({"pk": copy.pk, "step": step}, RECALL) for step in ("back", "lost", "settle")],
        **dict.fromkeys(("account", "print_account", "settle_account", "reopen_account"), hosts),
        **{name: [({"pk": line.pk}, HOSTS)] for name in ("account_line", "drop_account_line")},
        **dict.fromkeys(("equipment", "usual_equipment", "checked_equipment", "print_equipment"), hosts),
        "equipment_line": [({"pk": thing.pk}, HOSTS)],
        "equipment_step": [({"pk": thing.pk, "step": step}, HOSTS) for step in ("check", "take", "return", "missing", "drop")],
        **dict.fromkeys(("travel", "print_travel", "debrief", "add_lesson"), hosts),
        **{name: [({"pk": journey.pk}, HOSTS)] for name in ("journey", "see_off", "drop_journey")},
        **{name: [({"pk": lesson.pk}, HOSTS)] for name in ("carry_lesson", "drop_lesson")},
        "volume": bind,
        **{name: [({"pk": volume.pk}, VOLUME)] for name in ("volume_file", "archive_volume")},
    }  # fmt: skip
