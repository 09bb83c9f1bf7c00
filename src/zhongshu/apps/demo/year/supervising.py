"""Supervised matters of a simulated day: opened, reported on, verified, urged, closed; by whoever has it in hand."""

from datetime import timedelta

from zhongshu.apps.demo.year import words
from zhongshu.apps.demo.year.office import Office
from zhongshu.apps.incoming.models import InstructionSentence
from zhongshu.apps.org.models import Duty, Person
from zhongshu.apps.supervision import actions, sources
from zhongshu.apps.supervision.actions import Duties
from zhongshu.apps.supervision.guards import CURRENT, OWED
from zhongshu.apps.supervision.models import (
    Closing,
    Extension,
    ProgressReport,
    Source,
    SupervisedMatter,
    UnitExplanation,
    Urging,
    Verification,
)
from zhongshu.apps.supervision.queries.matters import open_matters, with_names
from zhongshu.apps.supervision.sources import SourceFacts
from zhongshu.apps.supervision.sources.incoming_sentence import KEY as SENTENCE

_KINDS = (
    (Source.Kind.DECISION, 10), (Source.Kind.WORK_REPORT, 12), (Source.Kind.MEETING, 28), (Source.Kind.FIELD_STUDY, 8),
    (Source.Kind.ENTRUSTED, 20), (Source.Kind.PROPOSAL, 8), (Source.Kind.PETITION, 14),
)  # fmt: skip
_FROM_INSTRUCTIONS = 0.5


def open_today(office: Office, wanted: int) -> None:
    """Matters are opened until there have been ``wanted`` since the year began; half of them from instructions of these days."""
    missing = wanted - SupervisedMatter.objects.count()
    officer = office.with_duty(office.county.office, Duty.SUPERVISION_OFFICER)
    if officer is None or missing <= 0:
        return
    fresh = _fresh_orders(office)
    while missing > 0:
        sentence = fresh.pop() if fresh and office.chance(_FROM_INSTRUCTIONS) else None
        matter = _open_from(office, officer, sentence) if sentence else _open(office, officer)
        missing -= matter is not None or sentence is None
        if matter is not None and missing > 2 and office.chance(0.05):
            missing -= _split(office, officer, matter)


def _fresh_orders(office: Office) -> list[InstructionSentence]:
    since = office.clock.now() - timedelta(days=6)
    opened = Source.objects.filter(object_type=SENTENCE).values("object_id")
    found = InstructionSentence.objects.filter(
        nature=InstructionSentence.Nature.ORDER, instruction__at__gte=since,
        instruction__paper__organ=office.county.office,
    )  # fmt: skip
    return list(found.exclude(pk__in=opened).order_by("pk")[:200])


def _open_from(office: Office, officer: Person, sentence: InstructionSentence) -> SupervisedMatter | None:
    """The very sentence of a leader's instruction becomes a matter, opened by whoever knows of the paper: the supervision
    officer, else the director."""
    director = office.with_duty(office.county.office, Duty.DIRECTOR)
    for opener in (officer, director):
        proposal = sources.find(opener, SENTENCE, sentence.pk) if opener else None
        if opener is not None and proposal is not None:
            break
    else:
        return None
    unit = (
        proposal.unit
        if proposal.unit and office.people.staff.get(proposal.unit.pk)
        else office.random.choice(office.people.units)
    )
    deadline = proposal.deadline if proposal.deadline and proposal.deadline > office.day else office.after(12)
    duties = Duties(
        task=proposal.task or sentence.text, standard=words.standard(office.random), deadline=deadline, unit=unit,
        person=office.answering(unit), urgency=_urgency(office), importance=_importance(office),
    )  # fmt: skip
    return office.do(actions.open_matter, actor=opener, source=proposal.facts, duties=duties)


def _open(office: Office, officer: Person) -> SupervisedMatter | None:
    kind = office.random.choices([kind for kind, _ in _KINDS], [weight for _, weight in _KINDS])[0]
    leaders = office.people.by_duty.get((office.county.office.pk, Duty.DEPUTY_LEADER.value), [])
    leader = (
        office.random.choice(leaders) if leaders and kind in {Source.Kind.FIELD_STUDY, Source.Kind.ENTRUSTED} else None
    )
    label = f"{Source.Kind(kind).label}第{office.random.randrange(1, 900)}项"
    facts = SourceFacts(kind, words.order(office.random, office.day), label, leader=leader, given_on=office.day)
    task, standard = words.task(office.random)
    unit = office.random.choice(office.people.units)
    duties = Duties(
        task=task, standard=standard, deadline=office.after(office.random.choice((8, 10, 15, 20, 30, 45, 60))), unit=unit,
        person=office.answering(unit), urgency=_urgency(office), importance=_importance(office),
    )  # fmt: skip
    return office.do(actions.open_matter, actor=officer, source=facts, duties=duties)


def _urgency(office: Office) -> str:
    return office.random.choices(("normal", "urgent", "extra_urgent"), (80, 17, 3))[0]


def _importance(office: Office) -> str:
    return office.random.choices(("routine", "important", "major"), (62, 30, 8))[0]


def _split(office: Office, officer: Person, parent: SupervisedMatter) -> int:
    made = 0
    for unit in office.random.sample(office.people.units, min(2, len(office.people.units))):
        task, standard = words.task(office.random)
        duties = Duties(
            task=task, standard=standard, deadline=parent.deadline, unit=unit, person=office.answering(unit)
        )
        made += office.do(actions.split_matter, actor=officer, parent=parent, duties=duties) is not None
    return made


# -- the responsible side --------------------------------------------------------------------------------------------


def report_today(office: Office) -> None:
    """Who has to report does, most of them in time; who cannot make the deadline asks for more."""
    due = open_matters().filter(handed_in=False, next_report_on__lte=office.after(1))
    for matter in with_names(due).prefetch_related("parts").order_by("pk"):
        if matter.person_id in office.away or matter.closings.filter(state__in=CURRENT).exists():
            continue
        late = matter.next_report_on is not None and matter.next_report_on < office.day
        if office.chance(0.45 if late else 0.7):
            _report(office, matter)
    near = open_matters().filter(handed_in=False, deadline__gte=office.day, deadline__lte=office.after(2))
    for matter in with_names(near).order_by("pk"):
        if office.chance(0.04) and not matter.extensions.exists():
            office.do(
                actions.ask_extension, actor=matter.person, matter=matter, wanted=office.after(12),
                reason="连续降雨停工，沟槽积水无法作业，需顺延工期。",
            )  # fmt: skip


def _report(office: Office, matter: SupervisedMatter) -> None:
    open_parts = any(not part.over for part in matter.parts.all())
    near = matter.deadline <= office.after(5)
    done = near and not open_parts and office.chance(0.75)
    progress = words.progress(office.random)
    text = f"{matter.standard}，{progress}" if done else progress
    files = [("佐证材料.txt", f"{matter.number} {office.day} {text}".encode())] if office.chance(0.92) or done else []
    office.do(
        actions.file_report, actor=matter.person, matter=matter, progress=text, done=done, files=files,
        next_step="" if done else "按倒排工期推进，按时反馈。",
    )  # fmt: skip


def explain(office: Office) -> None:
    for row in UnitExplanation.objects.filter(state__in=OWED).select_related("matter__person"):
        if office.chance(0.5) and row.matter.person_id not in office.away:
            office.do(
                actions.give_explanation, actor=row.matter.person, explanation=row,
                text="未按时反馈的原因是人手紧张、责任没有压实，已明确专人负责，今后按时反馈。",
            )  # fmt: skip


# -- the supervising side --------------------------------------------------------------------------------------------


def verify_today(office: Office) -> None:
    """Reports that nobody has verified yet, and matters that are ready to be closed."""
    waiting = ProgressReport.objects.filter(verification__isnull=True, matter__state=SupervisedMatter.State.OPEN)
    for report in waiting.select_related("matter__supervisor").order_by("pk"):
        officer = report.matter.supervisor
        if officer.pk in office.away or not office.chance(0.7):
            continue
        verdict = office.random.choices(list(Verification.Verdict), (90, 8, 2))[0]
        again = None if verdict == Verification.Verdict.TRUE else office.after(3)
        office.do(
            actions.verify_report, actor=officer, report=report, verdict=verdict, again_by=again,
            reason="" if again is None else "没有写清完成数量，请附清单和照片。",
        )  # fmt: skip
    _close_what_is_done(office)
    _answer_leaders(office)


def _close_what_is_done(office: Office) -> None:
    ready = open_matters().filter(handed_in=True).select_related("supervisor").order_by("pk")
    for matter in ready:
        if matter.supervisor_id in office.away:
            continue
        closing = matter.closings.filter(state__in=CURRENT).first()
        if closing is None:
            last = matter.reports.order_by("-no").select_related("verification").first()
            verified = last is not None and getattr(last, "verification", None) is not None
            if verified and not matter.parts.filter(state=SupervisedMatter.State.OPEN).exists():
                office.do(
                    actions.propose_closing,
                    actor=matter.supervisor,
                    matter=matter,
                    result=f"{matter.standard}，已核对。",
                )
        elif closing.state == Closing.State.CONSENTED:
            office.do(actions.close_matter, actor=matter.supervisor, matter=matter)


def _answer_leaders(office: Office) -> None:
    for closing in Closing.objects.filter(state=Closing.State.PROPOSED).select_related("leader", "matter"):
        if closing.leader is not None and closing.leader_id not in office.away and office.chance(0.5):
            agree = office.chance(0.93)
            said = "同意销号。" if agree else "还不扎实，再核一次。"
            office.do(actions.answer_closing, actor=closing.leader, closing=closing, agree=agree, words=said)
    for extension in Extension.objects.filter(state=Extension.State.ASKED).select_related("leader", "matter"):
        if extension.leader_id not in office.away and office.chance(0.6):
            granted = office.chance(0.8)
            said = "" if granted else "不同意，抓紧办理。"
            office.do(
                actions.decide_extension, actor=extension.leader, extension=extension, granted=granted, words=said
            )


def urge_today(office: Office) -> None:
    """What is decided by people: 通报 above a 督办单 that has not helped, explanations, papers of the rungs, re-opening."""
    officer = office.with_duty(office.county.office, Duty.SUPERVISION_OFFICER)
    if officer is None:
        return
    since = office.clock.now() - timedelta(days=2)
    recent = Urging.objects.filter(at__gte=since, folded=False, matter__state=SupervisedMatter.State.OPEN)
    for urging in recent.filter(rung=Urging.Rung.ORDER).select_related("matter__unit"):
        if office.chance(0.08):
            office.do(
                actions.decide_rung,
                actor=officer,
                matter=urging.matter,
                reason="经办公室主任同意，对多次催办无回音的予以通报",
            )
        if office.chance(0.08):
            office.do(
                actions.demand_explanation, actor=officer, matter=urging.matter, kind="explanation",
                reason="经催办、督办仍未反馈", due_on=office.after(5),
            )  # fmt: skip
    for row in UnitExplanation.objects.filter(state=UnitExplanation.State.GIVEN).select_related("matter"):
        office.do(actions.review_explanation, actor=officer, explanation=row, accepted=True)
    _reopen(office, officer)


def _reopen(office: Office, officer: Person) -> None:
    day = office.day - timedelta(days=office.random.randrange(10, 30))
    closed = SupervisedMatter.objects.filter(state=SupervisedMatter.State.CLOSED, closed_on=day, parent=None)
    for matter in closed.order_by("pk"):
        if office.chance(0.02) and matter.person.left_on is None:
            office.do(
                actions.reopen_matter, actor=officer, matter=matter, reason="回访发现情况反复，须重新办理",
                deadline=office.after(12),
            )  # fmt: skip
