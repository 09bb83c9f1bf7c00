"""What incoming papers announce. All are sent inside the transaction of the act."""

from django.dispatch import Signal

#: A leader's instruction has been written or transcribed. ``sender=Instruction``; kwargs: instruction, paper,
#: sentences (list of InstructionSentence), actor.
instruction_written = Signal()

#: A paper has got its register number. ``sender=Paper``; kwargs: paper, actor.
paper_registered = Signal()

#: Everything is done and only filing remains. ``sender=Paper``; kwargs: paper, actor.
paper_finished = Signal()

#: A paper's page asks what a person may begin with it. ``sender=Paper``; kwargs: paper, person. Receivers in higher apps
#: return (label, url), or None.
tasks_asked = Signal()
