"""答复: the answer to the sender is drafted as an outgoing paper, linked both ways."""

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.incoming import guards
from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.incoming.queries.papers import registers, replies_for, work_of
from zhongshu.apps.org.models import IssuerCode, Person
from zhongshu.apps.outgoing import actions as outgoing
from zhongshu.apps.outgoing.models import Paper as OutgoingPaper
from zhongshu.lib.refusal import Refused

KINDS = {"letter": "复函", "reply": "批复", "report": "报告"}
_OPENING = {"letter": "现函复如下：", "reply": "现批复如下：", "report": "现将有关情况报告如下："}
_CLOSING = {"letter": "特此函复。", "reply": "此复。", "report": "特此报告。"}
_DIRECTION = {"letter": "lateral", "reply": "downward", "report": "upward"}


def start_reply(*, actor: Person, paper: Paper, kind: str, issuer_code: IssuerCode | None) -> OutgoingPaper:
    """拟复文: a draft that answers this paper, with its title, addressee and opening filled in."""
    with act(actor=actor, verb="incoming.start_reply", about=paper) as this:
        paper = guards.locked(paper)
        _refuse_other(actor, paper)
        if kind not in KINDS:
            raise Refused("请选择复函、批复或报告。")
        _refuse_second(paper)
        issuer = issuer_code.issuer if issuer_code else paper.organ
        number = f"（{paper.document_number}）" if paper.document_number else ""
        fields = {
            "direction": _DIRECTION[kind], "issuer_code": issuer_code.code if issuer_code else "",
            "title": f"{issuer.name}关于{_matter(paper.title)}的{KINDS[kind]}", "addressees": paper.sender,
            "body": f"《{paper.title}》{number}收悉。经研究，{_OPENING[kind]}\n{paper.result or '（请写明答复意见）'}\n{_CLOSING[kind]}",
            "secrecy": "internal" if paper.secrecy else "",
        }  # fmt: skip
        draft = outgoing.create_paper(actor=actor, kind=kind, issuer_code=issuer_code, fields=fields)
        _set_reply(paper, draft)
        this.summary, this.data = f"为《{paper.title}》拟复文《{draft.title}》", {"reply": draft.pk}
    return draft


def link_reply(*, actor: Person, paper: Paper, reply: OutgoingPaper) -> Paper:
    """An outgoing paper that is there already is the answer: under way, or issued before anybody thought of linking it."""
    with act(actor=actor, verb="incoming.link_reply", about=paper) as this:
        paper = guards.locked(paper)
        _refuse_other(actor, paper)
        _refuse_second(paper)
        found = replies_for(actor, paper).filter(pk=reply.pk).first()
        if found is None:
            raise Refused(
                "这份发文不能作为本件的复文，没有关联。",
                remedy="请选择本机关签收来文以后起草、没有作废、也没有答复其他来文的发文。",
            )
        _set_reply(paper, found)
        this.summary = f"《{paper.title}》的复文为《{found.title}》{found.number_text}"
        this.data = {"reply": found.pk}
    return paper


def _refuse_second(paper: Paper) -> None:
    if paper.reply is not None and paper.reply.state not in {"void", "terminated"}:
        raise Refused(f"已经有复文《{paper.reply.title}》。", remedy="请打开复文继续办理。")


def _set_reply(paper: Paper, reply: OutgoingPaper) -> None:
    paper.reply, paper.needs_answer, paper.no_reply_reason = reply, True, ""
    paper.save(update_fields=["reply", "needs_answer", "no_reply_reason", "changed_at"])


def _matter(title: str) -> str:
    """What a title is about: between 关于 and the kind."""
    matter = title.partition("关于")[2] or title
    return matter.rpartition("的")[0] or matter


def _refuse_other(actor: Person, paper: Paper) -> None:
    if paper.over:
        raise Refused(f"本件{paper.get_state_display()}，不能再拟复文。")
    if work_of(paper, actor, "handle", "support", "complete", "assign", "propose") is None and not (
        registers(actor, paper.organ)
    ):
        raise Refused("复文由本件的承办人拟写，没有改动任何内容。")


def excuse_reply(*, actor: Person, paper: Paper, reason: str) -> Paper:
    """No written answer: with the reason, which stays with the paper."""
    reason = reason.strip()
    with act(actor=actor, verb="incoming.excuse_reply", about=paper, summary=f"《{paper.title}》不复文：{reason}"):
        paper = guards.locked(paper)
        _refuse_other(actor, paper)
        if not reason:
            raise Refused(f"请写明不复文的理由，如“已电话答复，{timezone.localdate():%-m月%-d日}”。")
        paper.no_reply_reason = reason[:300]
        paper.save(update_fields=["no_reply_reason", "changed_at"])
    return paper
