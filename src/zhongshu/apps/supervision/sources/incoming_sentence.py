"""领导批示: one sentence of a leader's instruction on an incoming paper."""

from dataclasses import replace

from zhongshu.apps.incoming.models import InstructionSentence
from zhongshu.apps.incoming.queries import sentences_visible_to
from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision.models import Source
from zhongshu.apps.supervision.queries.proposals import proposal
from zhongshu.apps.supervision.sources import Passage, Proposal, SourceFacts, Span

KEY = InstructionSentence._meta.label_lower


def _sentence(person: Person, pk: int) -> InstructionSentence | None:
    rows = sentences_visible_to(person).select_related(
        "instruction__leader", "instruction__paper__organ", "proposed_unit"
    )
    return rows.filter(pk=pk).first()


def find(person: Person, pk: int, span: Span | None) -> Proposal | None:
    """The sentence with what incoming proposes for it; the place in the instruction is the sentence's own."""
    row = _sentence(person, pk)
    if row is None:
        return None
    facts = SourceFacts(
        kind=Source.Kind.INSTRUCTION,
        sentence=row.text.strip(),
        label=f"{row.leader}在《{row.paper.title}》上的批示",
        object_type=KEY,
        object_id=row.pk,
        span=(row.start, row.end),
        leader=row.leader,
        given_on=row.given_on,
    )
    found = proposal(facts, row.paper.organ, said_on=row.given_on, urgency=row.paper.urgency)
    unit = row.proposed_unit or found.unit
    # Whom the sentence names goes with the unit it names; another unit proposes its own head.
    person_of = found.person if unit == found.unit else None
    return replace(found, unit=unit, person=person_of, deadline=row.proposed_due or found.deadline)


def pick(person: Person, pk: int) -> list[Passage]:
    return []


def address(person: Person, pk: int) -> str:
    row = _sentence(person, pk)
    return row.get_absolute_url() if row else ""
