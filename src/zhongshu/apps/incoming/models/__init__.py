"""Incoming papers: the paper and its copies, the check, the proposal, instructions, circulation and reminders."""

from zhongshu.apps.incoming.models.circulation import Circulation, Stop
from zhongshu.apps.incoming.models.handling import Chase, InitialCheck, Proposal, SendBack, UnitField
from zhongshu.apps.incoming.models.instruction import Instruction, InstructionSentence
from zhongshu.apps.incoming.models.paper import Copy, Paper, RegisterSeries

__all__ = [
    "Chase",
    "Circulation",
    "Copy",
    "InitialCheck",
    "Instruction",
    "InstructionSentence",
    "Paper",
    "Proposal",
    "RegisterSeries",
    "SendBack",
    "Stop",
    "UnitField",
]
