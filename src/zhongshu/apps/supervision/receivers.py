"""What supervision does when people change, papers are read, or the index is rebuilt."""

from typing import Any

from django.db.models import Model
from django.dispatch import receiver
from django.urls import reverse

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.incoming.events import instruction_written
from zhongshu.apps.incoming.models import Instruction, InstructionSentence
from zhongshu.apps.incoming.models import Paper as IncomingPaper
from zhongshu.apps.org.events import holding_asked, holdings_moved, posts_changed
from zhongshu.apps.org.models import Duty, Person, Post
from zhongshu.apps.org.policy import Holding
from zhongshu.apps.org.queries import duties_of
from zhongshu.apps.outgoing.events import tasks_asked
from zhongshu.apps.outgoing.models import Paper
from zhongshu.apps.search.events import index_asked
from zhongshu.apps.supervision.actions.orders import make_order_known
from zhongshu.apps.supervision.actions.telling import make_findable
from zhongshu.apps.supervision.handover import held_by, move_held
from zhongshu.apps.supervision.models import SupervisedMatter
from zhongshu.apps.supervision.queries.matters import LABEL, open_matters, visible_to, with_names
from zhongshu.lib.refusal import Refused

ISSUED = (Paper.State.ARCHIVE, Paper.State.DONE)


@receiver(holding_asked)
def what_is_held(person: Person, **_: Any) -> list[Holding]:
    """Open matters the person answers for, supervises or leads, and decisions that wait for the person."""
    return [Holding(kind, matter.task, LABEL, matter.pk) for kind, matter in held_by(person)]


@receiver(holdings_moved)
def move_what_is_held(actor: Actor, leaver: Person, successor: Person, **_: Any) -> None:
    move_held(actor=actor, leaver=leaver, successor=successor)


@receiver(posts_changed)
def no_matter_without_holder(person: Person, **_: Any) -> None:
    """Nobody leaves a unit while answering for one of its open matters."""
    units = Post.objects.filter(person=person, ended_on__isnull=True).values("unit")
    left = open_matters().filter(person=person).exclude(unit__in=units)
    if left.exists():
        raise Refused(
            f"{person}在原单位还负责 {left.count()} 个没有销号的督办事项，岗位没有改动。",
            remedy="请先办理工作移交，或请督办方改派。",
        )


@receiver(instruction_written)
def let_the_officer_read(
    instruction: Instruction, paper: IncomingPaper, sentences: list[InstructionSentence], actor: Actor, **_: Any
) -> None:
    """A sentence that orders something can be opened as a matter only by somebody who may read the paper."""
    if any(sentence.orders for sentence in sentences):
        make_order_known(actor=actor, paper=paper, leader=instruction.leader)


@receiver(tasks_asked)
def offer_opening(sender: type[Model], paper: Paper, person: Person, **_: Any) -> tuple[str, str] | None:
    """A supervision officer may open a matter from an issued paper."""
    if paper.state not in ISSUED or Duty.SUPERVISION_OFFICER.value not in duties_of(person):
        return None
    count = visible_to(person).filter(source__object_type="outgoing.paper", source__object_id=paper.pk).count()
    label = f"立项督办（已立 {count} 项）" if count else "立项督办"
    return label, f"{reverse('supervision:open')}?source=outgoing.paper:{paper.pk}"


@receiver(index_asked)
def keep_everything(sender: type[Model], **_: Any) -> None:
    for matter in with_names(SupervisedMatter.objects.all()).iterator(chunk_size=500):
        make_findable(matter)
