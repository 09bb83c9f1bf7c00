"""Adding a version: the one way in which the words of a paper change."""

from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.flow.models import Flow
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing import events
from zhongshu.apps.outgoing.actions.indexing import index_paper
from zhongshu.apps.outgoing.models import Autosave, GateSignature, Paper, SignOff, Version
from zhongshu.apps.outgoing.policy.marks import refuse_secret
from zhongshu.apps.outgoing.policy.substance import digest, is_substantive
from zhongshu.apps.prepared import PreparedObjects
from zhongshu.lib.document import Document
from zhongshu.lib.refusal import Refused

_URGENCY = {"": "normal", "urgent": "urgent", "extra_urgent": "extra_urgent"}


_LOCKED = PreparedObjects(
    lambda pk: (
        Paper.objects.select_for_update(of=("self",))
        .select_related("organ", "issuer_code__issuer", "drafter")
        .filter(pk=pk)
    )
)


def locked(paper: Paper) -> Paper:
    """The paper's row, held until the act is done, so that two people's acts on one paper take turns."""
    return _LOCKED.get(paper.pk)


def add_version(*, actor: Person, paper: Paper, document: Document, change: str, note: str = "") -> Version:
    """Keep ``document`` as the next version of a locked paper. The same words twice make no version.

    Signatures on gates and the sign-off stand only while the words say what they said when they were signed.
    """
    level = refuse_secret(document)
    content = document.to_json()
    document = Document.from_json(content)
    fingerprint = digest(document)
    before = paper.versions.filter(no=paper.revision).first()
    if before is not None and before.digest == fingerprint:
        Autosave.objects.filter(paper=paper, person=actor).delete()
        return before
    version = Version.objects.create(
        paper=paper, no=paper.revision + 1, content=content, digest=fingerprint, change=change, note=note[:300],
        step=paper.state, by=actor, substantive=before is None or is_substantive(before.document, document),
    )  # fmt: skip
    _stand_at(paper, version, document, int(level))
    _invalidate(paper, version, document)
    Autosave.objects.filter(paper=paper, person=actor).delete()
    _retitle(actor, paper, document)
    index_paper(paper=paper, version=version)
    events.version_saved.send(sender=Paper, paper=paper, version=version, actor=actor)
    return version


def _stand_at(paper: Paper, version: Version, document: Document, secrecy: int) -> None:
    if not document.plain_title:
        raise Refused("还没有标题。", remedy="请先写上标题；写好的内容已留在自动保存里。")
    paper.revision = version.no
    paper.title = document.plain_title[:300]
    paper.kind, paper.direction = document.kind, str(document.direction)
    paper.urgency, paper.secrecy = str(document.urgency), secrecy
    paper.save(
        update_fields=["revision", "title", "kind", "direction", "urgency", "secrecy", "issuer_code", "changed_at"]
    )


def _invalidate(paper: Paper, version: Version, document: Document) -> None:
    for signature in GateSignature.objects.filter(paper=paper, invalid_since__isnull=True).select_related("version"):
        if is_substantive(signature.version.document, document):
            signature.invalid_since = version
            signature.save(update_fields=["invalid_since"])
    for sign_off in SignOff.objects.filter(paper=paper, superseded_by__isnull=True).select_related("version"):
        if is_substantive(sign_off.version.document, document):
            sign_off.superseded_by = version
            sign_off.save(update_fields=["superseded_by"])


def _retitle(actor: Person, paper: Paper, document: Document) -> None:
    flow = Flow.objects.filter(pk=paper.flow_id or 0).first()
    urgency = _URGENCY[str(document.urgency)]
    if flow is not None and (flow.title != paper.title or flow.urgency != urgency):
        flow_actions.retitle(actor=actor, flow=flow, title=paper.title, urgency=urgency)
