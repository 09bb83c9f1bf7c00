"""现场督查."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision import guards
from zhongshu.apps.supervision.actions.opening import locked
from zhongshu.apps.supervision.actions.reporting import File, keep_evidence
from zhongshu.apps.supervision.actions.telling import tell
from zhongshu.apps.supervision.models import FieldCheck, SupervisedMatter
from zhongshu.lib.refusal import Refused


def record_field_check(
    *,
    actor: Person,
    matter: SupervisedMatter,
    checked_on: date,
    place: str,
    findings: str,
    confirmed: bool,
    people: str = "",
    files: Iterable[File] = (),
) -> FieldCheck:
    """Put on record what the supervising side saw on the spot, with photos and place."""
    with act(actor=actor, verb="supervision.record_field_check", about=matter) as this:
        matter = locked(matter)
        guards.is_open(matter)
        guards.supervising_side(actor, matter)
        if not place.strip() or not findings.strip():
            raise Refused("请写明地点和现场情况。")
        if checked_on > timezone.localdate():
            raise Refused("现场督查的日期在今天之后，没有保存。")
        check = FieldCheck.objects.create(
            matter=matter, checked_on=checked_on, place=place.strip(), people=people.strip(), findings=findings.strip(),
            confirmed=confirmed, by=actor, at=timezone.now(),
        )  # fmt: skip
        kept = list(files)
        keep_evidence(actor, matter, kept, field_check=check)
        said = "与反馈一致" if confirmed else "与反馈不一致"
        this.summary, this.data = f"{matter.number}现场督查：{said}", {"check": check.pk, "files": len(kept)}
        text = f"{matter.number}已现场督查，{said}：{check.findings}"
        tell(actor, matter, [matter.person], text, key=f"supervision:check:{check.pk}")
    return check
