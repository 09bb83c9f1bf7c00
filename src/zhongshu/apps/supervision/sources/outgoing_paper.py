"""文件要求: a sentence of one of the office's own papers."""

from django.utils import timezone

from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.models import Paper
from zhongshu.apps.outgoing.queries import visible_to
from zhongshu.apps.outgoing.queries.papers import current_version
from zhongshu.apps.supervision.models import Source
from zhongshu.apps.supervision.queries.proposals import passages, proposal
from zhongshu.apps.supervision.sources import Passage, Proposal, SourceFacts, Span
from zhongshu.lib.document import body_to_text

KEY = "outgoing.paper"
#: Kinds of paper that record what a meeting agreed.
_MEETING = ("minutes",)


def _paper(person: Person, pk: int) -> Paper | None:
    return visible_to(person).filter(pk=pk).first()


def _text(paper: Paper) -> str:
    return body_to_text(current_version(paper).document.body)


def find(person: Person, pk: int, span: Span | None) -> Proposal | None:
    """The sentence at ``span`` of the paper's current words; without a span the whole title."""
    paper = _paper(person, pk)
    if paper is None:
        return None
    text = _text(paper)
    if span is not None and not 0 <= span[0] < span[1] <= len(text):
        return None
    facts = SourceFacts(
        kind=Source.Kind.MEETING if paper.kind in _MEETING else Source.Kind.PAPER,
        sentence=text[span[0] : span[1]] if span else paper.title,
        label=f"《{paper.title}》{f'（{paper.number_text}）' if paper.number_text else ''}",
        object_type=KEY,
        object_id=paper.pk,
        span=span,
        given_on=paper.signed_on,
    )
    return proposal(facts, paper.organ, said_on=paper.signed_on or timezone.localdate(), urgency=paper.urgency)


def pick(person: Person, pk: int) -> list[Passage]:
    paper = _paper(person, pk)
    return passages(_text(paper)) if paper else []


def address(person: Person, pk: int) -> str:
    paper = _paper(person, pk)
    return paper.get_absolute_url() if paper else ""
