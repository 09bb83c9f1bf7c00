"""The flow engine: procedures as checked BPMN, decision tables, and the moves of a paper as pure functions."""

from zhongshu.lib.flow import moves
from zhongshu.lib.flow.lanes import return_targets
from zhongshu.lib.flow.permits import TABLE, Offer, acts_for, offers, permit, printed
from zhongshu.lib.flow.procedure import Procedure, Task
from zhongshu.lib.flow.reading import parse_procedure
from zhongshu.lib.flow.routing import candidates_for
from zhongshu.lib.flow.scene import Roster, Scene
from zhongshu.lib.flow.sentences import sentences
from zhongshu.lib.flow.state import FlowState, LogEntry, Opinion, Phone, PhoneCall, Step, Work
from zhongshu.lib.flow.tables import DecisionTable, parse_table, read_tables

__all__ = [
    "TABLE",
    "DecisionTable",
    "FlowState",
    "LogEntry",
    "Offer",
    "Opinion",
    "Phone",
    "PhoneCall",
    "Procedure",
    "Roster",
    "Scene",
    "Step",
    "Task",
    "Work",
    "acts_for",
    "candidates_for",
    "moves",
    "offers",
    "parse_procedure",
    "parse_table",
    "permit",
    "printed",
    "read_tables",
    "return_targets",
    "sentences",
]
