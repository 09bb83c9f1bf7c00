"""A restricted meeting full of tell-tale words: who prepares it, who takes part, who put an item before it."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from tests.apps.meetings.steps import workbook_of
from tests.cast import Cast
from tests.scenarios import secret_after
from zhongshu.apps.meetings.actions import (
    agenda,
    items,
    links,
    notice,
    people,
    planning,
    receipts,
    rosters,
    seat_telling,
    seating,
)
from zhongshu.apps.meetings.actions import tasks as task_actions
from zhongshu.apps.meetings.actions.items import ItemFacts
from zhongshu.apps.meetings.actions.planning import Plan
from zhongshu.apps.meetings.models import AgendaItem, AgreedItem, Invitation, Meeting, RosterImport
from zhongshu.apps.meetings.policy.seating import usual_room

SEARCHED = "深海巡查"
#: The meeting's name; its agenda item; a guest on its list; what somebody wrote as evidence of a task.
MEETING, ITEM, GUEST, TASK_NOTE, LISTED, AGREED = "海笔", "海鞘", "海蛞蝓", "海胆", "海蜘蛛", "海羊齿"

HOSTS = frozenset({"section_head", "drafter", "director", "deputy_director"})
CHAIR = frozenset({"principal_leader"})
#: Besides: a member, the unit that was invited, and who holds a task of it.
MEMBERS = HOSTS | CHAIR | {"deputy_leader"}
MEETING_KNOWN = MEMBERS | {"archivist", "confidential_officer", "supervision_officer"}
#: The proposing unit is 秘书科.
ITEM_KNOWN = MEMBERS | {"vetter", "clerk", "archivist"}
KNOWN_TO = {
    MEETING: MEETING_KNOWN, ITEM: ITEM_KNOWN, GUEST: HOSTS | CHAIR | {"archivist", "confidential_officer"},
    TASK_NOTE: HOSTS | CHAIR, LISTED: HOSTS, AGREED: HOSTS | CHAIR | {"archivist"},
    **secret_after.KNOWN_TO,
}  # fmt: skip
MEETING_WORDS = frozenset(KNOWN_TO)
#: Where the words do show to those who may know.
SHOWN_AT = {
    "meetings:list", "meetings:export", "meetings:meeting", "meetings:people", "meetings:agenda", "meetings:task",
    "meetings:item", "meetings:items", "meetings:sheet", "meetings:export_people", "meetings:print_people",
    "meetings:roster", "meetings:agreed", "meetings:seats", *secret_after.SHOWN_AT,
}  # fmt: skip


@dataclass
class SecretMeeting:
    """The meeting and its parts, as addresses name them."""

    meeting: Meeting
    item: AgendaItem
    roster: RosterImport
    agreed: AgreedItem
    outside: Invitation
    invited: Invitation

    def addresses(self) -> dict[str, list]:
        """Every address of meetings that takes an argument, with who knows it is there at all."""
        meeting, item = self.meeting, self.item
        task = meeting.tasks.get(key="plan")
        own, hosts = [({"pk": meeting.pk}, MEETING_KNOWN)], [({"pk": meeting.pk}, HOSTS)]
        the_task, seen_item = [({"pk": task.pk}, HOSTS | CHAIR)], [({"pk": item.pk}, ITEM_KNOWN)]
        guest = meeting.participants.get(person__isnull=True)
        unit = [({"pk": self.invited.pk}, HOSTS)]
        paper = [({"pk": meeting.papers.first().pk}, HOSTS)]
        slot = [({"pk": meeting.slots.first().pk}, HOSTS)]
        whole = (
            "notice", "change", "cancel", "agenda", "add_entry", "invite", "add_people", "add_guest", "upload_roster",
            "export_people", "print_people", "add_paper", "agreed", "enter_all",
        )  # fmt: skip
        rows = {
            "participant": guest,
            "remove_participant": guest,
            "decide_leave": guest,
            "coming": guest,
            "stand_in": guest,
            "leave": guest,
        }
        known = {
            "meeting": own, "people": [({"pk": meeting.pk}, HOSTS | CHAIR)], "task": the_task, "item": seen_item,
            "edit_item": seen_item, "receipt": [({"pk": self.invited.pk}, HOSTS | {"supervision_officer"})],
            "entry": slot, "move_entry": slot, "remove_entry": slot,
            "invitation": unit, "uninvite": unit, "make_link": [({"pk": self.outside.pk}, HOSTS)],
            "revoke_link": [({"pk": self.outside.pk}, HOSTS)], "hand_in": paper, "paper_file": paper,
            "roster": [({"pk": self.roster.pk}, HOSTS)], "drop_roster": [({"pk": self.roster.pk}, HOSTS)],
            "outside": [({"code": "no-such-code"}, None)], "plan": [({"template": "county_executive"}, None)],
            "template": [({"key": "county_executive"}, None)], "edit_template": [({"key": "county_executive"}, None)],
            "drop_template": [({"key": "county_executive"}, None)],
            "go": [({"pk": meeting.pk, "step": step}, HOSTS) for step in ("open", "end", "close")],
            "sheet": [
                ({"pk": meeting.pk, "kind": kind}, HOSTS | (CHAIR if kind in ("notice", "seats", "chair_script") else frozenset()))
                for kind in ("notice", "seats", "table_signs", "chair_script", "badges", "calendar")
            ],
            "schedule": [({"pk": meeting.pk, "item": item.pk}, HOSTS)],
            "tick": [({"pk": task.pk, "check": task.checks.first().pk}, HOSTS | CHAIR)],
            "evidence": [({"pk": task.pk, "row": task.evidence.first().pk}, HOSTS | CHAIR)],
            "work": [({"pk": task.pk, "step": step}, HOSTS | CHAIR) for step in ("check", "finish", "drop", "reopen", "assign")],
            "item_step": [({"pk": item.pk, "name": name}, ITEM_KNOWN) for name in ("vet", "approve", "decide", "carry", "papers")],
            "item_paper": [({"pk": item.pk, "row": item.papers.first().pk}, ITEM_KNOWN)],
            "countersign": [({"pk": item.pk, "row": 999_999}, ITEM_KNOWN)],
            **{name: [({"pk": self.agreed.pk}, HOSTS)] for name in ("edit_agreed", "enter", "excuse")},
            "seats": [({"pk": meeting.pk}, HOSTS | CHAIR)],
            "print_seats": [
                ({"pk": meeting.pk, "what": what}, HOSTS | CHAIR) for what in ("signs", "badges", "map", "list", "sign-in")
            ],
            **dict.fromkeys(("shape", "seat_rules", "change_seats", "issue_seats"), hosts),
            **dict.fromkeys(whole, hosts),
            **{name: [({"pk": row.pk}, HOSTS | (CHAIR if name == "decide_leave" else frozenset()))] for name, row in rows.items()},
            **secret_after.addresses(meeting, MEETING_KNOWN),
        }  # fmt: skip
        return {f"meetings:{name}": values for name, values in known.items()}


def make_secret_meeting(cast: Cast) -> SecretMeeting:
    """A 县长办公会 with one item, a guest, a list read and an agreed item; the notice is out."""
    host = cast.section_head
    facts = ItemFacts(title=f"关于{SEARCHED}（{ITEM}）的汇报", forum="county_executive", reporter_name="外请专家")
    text = f"{ITEM}的汇报材料".encode()
    item = items.propose_item(actor=cast.clerk, organ=cast.office, facts=facts, papers=[("report", "材料.txt", text)])
    items.vet_item(actor=cast.director, item=item, passing=True)
    items.approve_item(actor=cast.principal_leader, item=item, agree=True)
    starts = timezone.localtime() + timedelta(days=12)
    plan = Plan(
        template="county_executive", name=f"{SEARCHED}（{MEETING}）办公会议", starts_at=starts,
        ends_at=starts + timedelta(hours=2), place="第三会议室", chair=cast.principal_leader,
    )  # fmt: skip
    meeting = planning.plan_meeting(actor=host, plan=plan)
    agenda.schedule_item(actor=host, meeting=meeting, item=item)
    people.add_people(actor=host, meeting=meeting, people=[cast.principal_leader, cast.deputy_leader])
    people.add_guest(actor=host, meeting=meeting, name=GUEST, rank=4000)
    people.invite(actor=host, meeting=meeting, units=[cast.units["督查室"]], external=["外单位一"])
    seating.lay_out_seats(actor=host, meeting=meeting, room=usual_room("table"))
    notice.send_notice(actor=host, meeting=meeting)
    meeting = Meeting.objects.get(pk=meeting.pk)
    seat_telling.issue_seats(actor=host, row=meeting.seat_plan)
    outside = meeting.invitations.get(external=True)
    links.make_link(actor=host, invitation=outside)
    receipts.ask_leave(actor=host, row=meeting.participants.get(name=GUEST), reason="有事")
    task = meeting.tasks.get(key="plan")
    task_actions.add_evidence(
        actor=host, task=task, note=f"{TASK_NOTE}已办", files=[("佐证.txt", f"{TASK_NOTE}佐证".encode())]
    )
    paper = meeting.papers.first()
    task_actions.hand_in_paper(actor=host, paper=paper, name="汇编.txt", content=f"{MEETING}的材料".encode())
    roster = rosters.upload_roster(
        actor=host, meeting=meeting, name="名单.xlsx", content=workbook_of(["姓名", "单位"], [LISTED, "水产站"])
    )
    agreed = AgreedItem.objects.create(
        meeting=meeting, item=None, position=0, text=f"{AGREED}一事抓紧办理", by=host, at=timezone.now()
    )
    secret_after.fill(cast, meeting)
    return SecretMeeting(
        meeting, AgendaItem.objects.get(pk=item.pk), roster, agreed, outside, meeting.invitations.get(external=False)
    )
