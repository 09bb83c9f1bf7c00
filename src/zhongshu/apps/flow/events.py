"""What a flow announces. All are sent inside the transaction of the move, with ``sender=Flow``.

Every signal carries ``flow``, ``subject_type`` and ``subject_id``; receivers filter by ``subject_type``.
"""

from django.dispatch import Signal

#: A move is about to be made, or is being considered for a screen (``preview=True``: ``data`` is then empty).
#: kwargs also: move (`lib.flow.vocabulary.Move`), work (Work or None), step (element id or ""), actor, data (what was
#: filled in), preview. A receiver forbids the move by raising Refused; it changes nothing and runs few queries.
about_to_move = Signal()

#: A move has been made and saved. kwargs also: move, work (Work or None), step (element id or ""), actor, log (Log row).
moved = Signal()

#: A step has been opened. kwargs also: step (Step row), actor.
step_entered = Signal()

#: A work has come before its holder (active now). kwargs also: work, actor.
work_opened = Signal()

#: A work is no longer before its holder. kwargs also: work, actor.
work_closed = Signal()

#: The flow has reached its end. kwargs also: actor.
flow_completed = Signal()

#: The flow was ended before its end. kwargs also: actor, reason.
flow_terminated = Signal()

#: People are to be told something. kwargs also: actor, people (list of Person), text, key (tells repetitions apart).
people_told = Signal()
