"""办会: a meeting as it is to be, what has to be done for it, who comes, what is decided. One noun per file."""

from zhongshu.apps.meetings.models.agenda_item import AgendaItem
from zhongshu.apps.meetings.models.agenda_slot import AgendaSlot
from zhongshu.apps.meetings.models.agreed_item import AgreedItem
from zhongshu.apps.meetings.models.attending_unit import AttendingUnit
from zhongshu.apps.meetings.models.bulletin import Bulletin
from zhongshu.apps.meetings.models.change import MeetingChange
from zhongshu.apps.meetings.models.check_item import CheckItem
from zhongshu.apps.meetings.models.countersign import ItemCountersign
from zhongshu.apps.meetings.models.debrief import Debrief, Lesson
from zhongshu.apps.meetings.models.edition import TemplateEdition
from zhongshu.apps.meetings.models.equipment import EquipmentLine
from zhongshu.apps.meetings.models.evidence import TaskEvidence
from zhongshu.apps.meetings.models.group import BreakoutGroup, GroupMember
from zhongshu.apps.meetings.models.invitation import Invitation
from zhongshu.apps.meetings.models.item_paper import ItemPaper
from zhongshu.apps.meetings.models.journey import Journey
from zhongshu.apps.meetings.models.meeting import Meeting
from zhongshu.apps.meetings.models.minutes import MeetingMinutes
from zhongshu.apps.meetings.models.paper import MeetingPaper
from zhongshu.apps.meetings.models.paper_copy import CopyMove, PaperCopy
from zhongshu.apps.meetings.models.participant import Participant
from zhongshu.apps.meetings.models.record import MeetingRecord, RecordPart
from zhongshu.apps.meetings.models.roster_import import RosterImport
from zhongshu.apps.meetings.models.seat import Seat
from zhongshu.apps.meetings.models.seat_plan import SeatPlan
from zhongshu.apps.meetings.models.session import CheckIn, MeetingSession
from zhongshu.apps.meetings.models.settlement import AccountLine, Settlement
from zhongshu.apps.meetings.models.sheet import IssuedSheet
from zhongshu.apps.meetings.models.speech import FloorSpeech
from zhongshu.apps.meetings.models.task import MeetingTask
from zhongshu.apps.meetings.models.visit import Passenger, Vehicle, VisitStop
from zhongshu.apps.meetings.models.volume import BoundVolume

__all__ = [
    "AccountLine",
    "AgendaItem",
    "AgendaSlot",
    "AgreedItem",
    "AttendingUnit",
    "BoundVolume",
    "BreakoutGroup",
    "Bulletin",
    "CheckIn",
    "CheckItem",
    "CopyMove",
    "Debrief",
    "EquipmentLine",
    "FloorSpeech",
    "GroupMember",
    "Invitation",
    "IssuedSheet",
    "ItemCountersign",
    "ItemPaper",
    "Journey",
    "Lesson",
    "Meeting",
    "MeetingChange",
    "MeetingMinutes",
    "MeetingPaper",
    "MeetingRecord",
    "MeetingSession",
    "MeetingTask",
    "PaperCopy",
    "Participant",
    "Passenger",
    "RecordPart",
    "RosterImport",
    "Seat",
    "SeatPlan",
    "Settlement",
    "TaskEvidence",
    "TemplateEdition",
    "Vehicle",
    "VisitStop",
]
