"""What a sentence itself says about unit and deadline."""

from datetime import date

from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.org.models import Organ, Person, Unit
from zhongshu.apps.supervision.queries.bodies import Bodies
from zhongshu.apps.supervision.sources import Passage, Proposal, SourceFacts
from zhongshu.lib.instruction import Part, named, sentences
from zhongshu.lib.worktime import find_deadlines

#: A shorter sentence orders nothing.
SHORTEST = 6


def passages(text: str) -> list[Passage]:
    """The sentences of a text that are long enough to order something."""
    found = []
    for sentence in sentences(text):
        words = sentence.text.strip()
        if len(words) >= SHORTEST:
            start = sentence.start + sentence.text.index(words)
            found.append(Passage(start, start + len(words), words))
    return found


def proposal(
    facts: SourceFacts, organ: Organ, *, said_on: date, leader: Person | None = None, urgency: str = ""
) -> Proposal:
    """The form's beginning: task, unit, person, supporting units and deadline as the sentence names them."""
    bodies = Bodies(organ)
    names = [*bodies.organs, *(name for (own, name) in bodies.units if own == organ.pk)]
    units: dict[str, list[Unit]] = {part: [] for part in Part}
    for found in named(facts.sentence, names):
        unit, _, _ = bodies.responsible(found.name, "")
        unit = unit or bodies.unit(found.name)
        if unit is not None:
            units[found.part].append(unit)
    leads = units[Part.LEAD] or units[Part.MENTIONED][:1]
    rest = units[Part.SUPPORT] + units[Part.LEAD][1:]
    lead = leads[0] if leads else None
    due = [item.due for item in find_deadlines(facts.sentence, said_on=said_on, calendar=work_calendar()) if item.due]
    return Proposal(
        facts, task=facts.sentence.strip().strip("。；"), unit=lead, person=bodies.heads.get(lead.pk) if lead else None,
        leader=leader, deadline=due[0] if due else None, supporting=rest, urgency=urgency,
    )  # fmt: skip
