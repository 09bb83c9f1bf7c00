"""批示: by the leader, or transcribed by the secretary and marked so; kept sentence by sentence."""

from datetime import date

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.incoming import events, guards
from zhongshu.apps.incoming.actions.indexing import index_paper
from zhongshu.apps.incoming.models import Instruction, InstructionSentence, Paper
from zhongshu.apps.incoming.queries.instructions import TRANSCRIBERS, leaders_of, units_by_name
from zhongshu.apps.incoming.queries.papers import visible_to, work_of
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Person, Unit
from zhongshu.lib.flow.vocabulary import Verdict
from zhongshu.lib.instruction import Part, Sentence, named, sentences
from zhongshu.lib.refusal import Refused
from zhongshu.lib.worktime import Found, WorkCalendar, find_deadlines

INITIALLED = "圈阅。"


def instruct(*, actor: Person, paper: Paper, text: str = "", initialled: bool = False) -> Instruction:
    """批示 by the leader before whom the paper lies (or who stands in): words, or 圈阅; the paper goes on."""
    text = text.strip()
    with act(actor=actor, verb="incoming.instruct", about=paper) as this:
        paper = guards.locked(paper)
        work = guards.work_at(paper, actor, "instruct")
        if not text and not initialled:
            raise Refused("请写批示，或者点“圈阅”，没有提交。")
        form = Instruction.Form.WRITTEN if text else Instruction.Form.INITIALLED
        row = write(
            actor=actor, paper=paper, leader=work.on_behalf_of or work.holder, text=text or INITIALLED, form=form
        )
        verdict = Verdict.INITIALLED if initialled else Verdict.NONE
        flow_actions.submit(actor=actor, work=work, text=text, verdict=verdict)
        this.summary, this.data = f"{row.leader}批示《{paper.title}》：{row.text}", {"instruction": row.pk}
    return row


def transcribe(
    *, actor: Person, paper: Paper, leader: Person, text: str, given_on: date, source: str, original: bool = False
) -> Instruction:
    """代录: the secretary puts down what a leader wrote or said, from what (``source``). The mark stays.

    Where the paper lies before that leader it goes on, and the leader owes a signature for it; not so when the words stand
    in the leader's own hand on a paper ``original``: then the leader is only told.
    """
    text, source = text.strip(), source.strip()
    with act(actor=actor, verb="incoming.transcribe", about=paper) as this:
        paper = guards.locked(paper)
        _refuse_transcript(actor, paper, leader, text, given_on, source)
        row = write(
            actor=actor, paper=paper, leader=leader, text=text, form=Instruction.Form.TRANSCRIBED, given_on=given_on,
            transcribed_by=actor, source=source,
        )  # fmt: skip
        work = work_of(paper, leader, "instruct")
        if work is not None and (work.on_behalf_of or work.holder) == leader and not paper.over:
            flow_actions.approve_by_phone(
                actor=actor, work=work, called_at=timezone.now(), question=f"呈批件，依据：{source}", answer=text,
                original=f"亲笔签批在纸质原件上（{source}），由{actor}代录" if original else "",
            )  # fmt: skip
        this.summary = f"代录{leader}批示《{paper.title}》（{source}）：{text}"
        this.data = {
            "instruction": row.pk, "source": source, "given_on": given_on.isoformat(), "original": original,
        }  # fmt: skip
    return row


def _refuse_transcript(actor: Person, paper: Paper, leader: Person, text: str, given_on: date, source: str) -> None:
    duties = org.duties_by_organ(actor)
    if not any((paper.organ_id, duty.value) in duties for duty in TRANSCRIBERS):
        raise Refused("领导批示由办公室负责人、科长或文书代录，没有改动任何内容。")
    if not visible_to(actor).filter(pk=paper.pk).exists():
        raise Refused("本件不在您的知悉范围内，没有改动任何内容。")
    if leader == actor or not leaders_of(paper).filter(pk=leader.pk).exists():
        raise Refused(f"不能代录{leader}的批示。", remedy="请选择有批示职责的领导；本人的批示请本人填写。")
    if not text or not source:
        raise Refused("批示原话和代录依据都要写，没有保存。", remedy="依据如：纸质批件原件、电话口述、当面口述。")
    if given_on > timezone.localdate():
        raise Refused("批示日期晚于今天，没有保存。")


def write(
    *,
    actor: Actor,
    paper: Paper,
    leader: Person,
    text: str,
    form: str,
    given_on: date | None = None,
    transcribed_by: Person | None = None,
    source: str = "",
) -> Instruction:
    """Keep an instruction and its sentences, each with the unit and the deadline it names. Inside another act."""
    row = Instruction.objects.create(
        paper=paper, leader=leader, text=text, given_on=given_on or timezone.localdate(), at=timezone.now(), form=form,
        by=actor if isinstance(actor, Person) else leader, transcribed_by=transcribed_by, source=source[:120],
    )  # fmt: skip
    units, calendar = units_by_name(paper.organ), work_calendar()
    rows = [_sentence(row, no, sentence, units, calendar) for no, sentence in enumerate(sentences(text), 1)]
    kept = InstructionSentence.objects.bulk_create(rows)
    index_paper(paper=paper)
    events.instruction_written.send(sender=Instruction, instruction=row, paper=paper, sentences=list(kept), actor=actor)
    return row


def _sentence(
    row: Instruction, no: int, sentence: Sentence, units: dict[str, Unit], calendar: WorkCalendar
) -> InstructionSentence:
    unit = _unit(sentence.text, units)
    found = _deadline(sentence.text, row.given_on, calendar)
    return InstructionSentence(
        instruction=row, no=no, start=sentence.start, end=sentence.end, text=sentence.text, nature=sentence.said.value,
        proposed_unit=unit, proposed_due=found.due if found else None, due_phrase=found.phrase[:60] if found else "",
        due_note=found.note[:120] if found else "",
    )  # fmt: skip


def _unit(text: str, units: dict[str, Unit]) -> Unit | None:
    """Who leads; the first one named where nobody is said to."""
    found = named(text, units)
    lead = next((item for item in found if item.part is Part.LEAD), found[0] if found else None)
    return units[lead.name] if lead else None


def _deadline(text: str, said_on: date, calendar: WorkCalendar) -> Found | None:
    """The deadline a sentence names: the last one with a day, else the first that names none."""
    found = find_deadlines(text, said_on=said_on, calendar=calendar)
    dated = [item for item in found if item.due is not None]
    return dated[-1] if dated else found[0] if found else None
