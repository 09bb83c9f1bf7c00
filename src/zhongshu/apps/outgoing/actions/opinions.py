"""征求第二意见: ask a stronger corrector about a version, in the background. What it cannot say is told and changes nothing."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.jobs.actions import later
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing import guards
from zhongshu.apps.outgoing.actions.gates import refuse_stranger
from zhongshu.apps.outgoing.actions.versions import locked
from zhongshu.apps.outgoing.models import Paper, SecondOpinion, Version
from zhongshu.apps.outgoing.queries import opinions
from zhongshu.apps.outgoing.queries.papers import current_version
from zhongshu.lib.document import whole_text
from zhongshu.lib.proofread import Finding
from zhongshu.lib.proofread.engine import as_manuscript
from zhongshu.lib.proofread.opinion import Advisor, NoAdvice, is_secret, thoughts_of
from zhongshu.lib.refusal import Refused

log = logging.getLogger(__name__)
State = SecondOpinion.State
LONGEST = 240
"""Seconds after which a long paper is asked about no further: the job runner ends a job after 300."""
#: What was not begun after so long was lost by the queue; what was begun before so long was cut off.
NOT_BEGUN, CUT_OFF = timedelta(minutes=2), timedelta(minutes=6)


def ask_opinion(*, actor: Person, paper: Paper, revision: int) -> SecondOpinion:
    """征求第二意见 on the version the actor has before them."""
    with act(actor=actor, verb="outgoing.ask_opinion", about=paper) as this:
        paper = locked(paper)
        version = current_version(paper)
        _refuse(paper, version, actor)
        if version.no != revision:
            raise Refused(f"文稿已改到{version}，没有询问。", remedy="请刷新页面，看过新稿再问。")
        asked = {"state": State.WAITING, "by": actor, "asked_at": timezone.now(), "begun_at": None, "ended_at": None}
        opinion, _ = SecondOpinion.objects.update_or_create(version=version, defaults=asked | {"silence": ""})
        this.summary, this.data = f"就《{paper.title}》{version}征求第二意见", {"version": version.no}
        later(run_asking, opinion.pk)
    return opinion


def may_ask(paper: Paper, version: Version, actor: Person) -> bool:
    """Whether the page offers it to this person: the very guard the act runs."""
    try:
        _refuse(paper, version, actor)
    except Refused:
        return False
    return True


def _refuse(paper: Paper, version: Version, actor: Person) -> None:
    if not opinions.is_offered():
        raise Refused("没有设置第二意见，没有询问。", remedy="需要的，请系统管理员设置 second_opinion。")
    guards.refuse_over(paper)
    refuse_stranger(paper, actor)
    _refuse_secret(paper, version)
    opinion = opinions.opinion_on(version)
    if opinion is not None and opinion.state == State.WAITING:
        raise Refused(f"{version}正在询问，不必再问。", remedy="稍等片刻，问完会在五关把关页显示。")
    if opinion is not None and opinion.state == State.ANSWERED:
        raise Refused(f"{version}的第二意见已经有了，不必再问。", remedy="请看五关把关页的语言关。")


def _refuse_secret(paper: Paper, version: Version) -> None:
    """Before it is asked for and again before anything is sent."""
    document = version.document
    marked = is_secret(document.secrecy_level.label, whole_text(document))
    if marked or paper.secrecy != Paper.Secrecy.PUBLIC:
        raise Refused(
            "只有公开的文稿可以征求第二意见，本件标有密级或者内部，没有发送。", remedy="其余校对意见照常使用。"
        )


class _Bounded:
    """The advisor, asked no further when the job has lasted long enough."""

    def __init__(self, advisor: Advisor) -> None:
        self.name, self._advisor, self._end = advisor.name, advisor, monotonic() + LONGEST

    def corrected(self, sentences: Sequence[str]) -> list[str]:
        """See :class:`zhongshu.lib.proofread.opinion.Advisor`."""
        if monotonic() > self._end:
            raise NoAdvice(f"{self.name}：文稿较长，{LONGEST // 60}分钟内没有问完。")
        return self._advisor.corrected(sentences)


def run_asking(pk: int) -> bool:
    """Ask, if nobody has begun to; whether an answer came. No transaction is open while the advisor is waited for."""
    begun = timezone.now()
    if not SecondOpinion.objects.filter(pk=pk, state=State.WAITING, begun_at=None).update(begun_at=begun):
        return False
    opinion = SecondOpinion.objects.select_related("version__paper").get(pk=pk)
    try:
        name, thoughts = _asked(opinion.version)
    except NoAdvice as silence:
        return _end(pk, begun, silence=str(silence))
    except Refused as no:
        return _end(pk, begun, silence=no.message)
    except Exception:  # an advisor may fail in ways of its own; the page must not say "asking" for ever
        log.exception("second opinion %s failed", pk)
        return _end(pk, begun, silence="询问时出错，详情在服务器日志中。")
    return _end(pk, begun, advisor=name, thoughts=thoughts)


def _asked(version: Version) -> tuple[str, list[Finding]]:
    _refuse_secret(version.paper, version)
    advisor = opinions.advisor()
    if advisor is None:
        raise Refused("系统管理员已经停用。")
    return advisor.name, thoughts_of(_Bounded(advisor), as_manuscript(version.document))


def _end(
    pk: int, begun: datetime | None, *, silence: str = "", advisor: str = "", thoughts: Sequence[Finding] = ()
) -> bool:
    """Keep what came of the asking that began then; nothing when it has been given up in the meantime."""
    with transaction.atomic():
        opinion = SecondOpinion.objects.select_for_update().get(pk=pk)
        if opinion.state != State.WAITING or opinion.begun_at != begun:
            return False
        version = opinion.version
        with act(actor=SYSTEM, verb="outgoing.note_opinion", about=version.paper) as this:
            opinion.state = State.SILENT if silence else State.ANSWERED
            opinion.silence, opinion.advisor, opinion.ended_at = silence[:300], advisor[:120], timezone.now()
            opinion.findings = [finding.to_json() for finding in thoughts]
            opinion.save()
            said = f"没有得到第二意见：{silence}" if silence else f"得到第二意见 {len(thoughts)} 条"
            this.summary = f"《{version.paper.title}》{version}{said}"
            this.data = {"version": version.no, "findings": len(thoughts)}
    return not silence


def go_on(*, now: datetime) -> int:
    """Ask what the queue has lost, and give up what was cut off; returns how many there were."""
    waiting = SecondOpinion.objects.filter(state=State.WAITING).order_by("pk")
    unbegun = Q(asked_at__lte=now - NOT_BEGUN) | Q(asked_at__gt=now + NOT_BEGUN)
    lost = list(waiting.filter(unbegun, begun_at=None).values_list("pk", flat=True))
    # A clock set back must not keep an asking alive until it has caught up.
    idle = Q(begun_at__lte=now - CUT_OFF) | Q(begun_at__gt=now + CUT_OFF)
    cut_off = list(waiting.filter(idle).values_list("pk", "begun_at"))
    for pk, begun in cut_off:
        _end(pk, begun, silence="询问中途断了（超过时限或者服务器重新启动）。")
    for pk in lost:
        run_asking(pk)
    return len(cut_off) + len(lost)
