"""文件要求: an incoming paper that asks for something; what it asks is typed or its title."""

from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.incoming.queries import visible_to
from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision.models import Source
from zhongshu.apps.supervision.sources import Passage, Proposal, SourceFacts, Span

KEY = Paper._meta.label_lower


def _paper(person: Person, pk: int) -> Paper | None:
    return visible_to(person).select_related("organ", "lead_unit").filter(pk=pk).first()


def find(person: Person, pk: int, span: Span | None) -> Proposal | None:
    """The paper's title as the source, with its lead unit and deadline."""
    paper = _paper(person, pk)
    if paper is None:
        return None
    number = f"（{paper.document_number}）" if paper.document_number else ""
    facts = SourceFacts(
        kind=Source.Kind.PAPER,
        sentence=paper.title,
        label=f"《{paper.title}》{number}",
        object_type=KEY,
        object_id=paper.pk,
    )
    return Proposal(facts, task=paper.title, unit=paper.lead_unit, deadline=paper.due_on, urgency=paper.urgency)


def pick(person: Person, pk: int) -> list[Passage]:
    return []


def address(person: Person, pk: int) -> str:
    paper = _paper(person, pk)
    return paper.get_absolute_url() if paper else ""
