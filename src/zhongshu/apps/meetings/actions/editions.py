"""The office's own edition of a template."""

from typing import Any

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.meetings.catalogue import built_in, edition_of
from zhongshu.apps.meetings.models import TemplateEdition
from zhongshu.apps.meetings.queries.meetings import is_office
from zhongshu.apps.org.models import Person
from zhongshu.lib.meeting.template import parse_template, to_data, valid_key
from zhongshu.lib.refusal import Refused


def keep_edition(*, actor: Person, name: str, base: str, content: dict[str, Any]) -> TemplateEdition:
    """Keep an edited template; meetings planned before keep the edition they were planned with."""
    with act(actor=actor, verb="meetings.keep_edition") as this:
        _may(actor)
        if not valid_key(name) or name.startswith("_"):
            raise Refused("模板标识只能用小写英文字母和下划线，没有保存。")
        if base not in built_in():
            raise Refused("没有这个蓝本，没有保存。")
        template = parse_template(name, content)
        TemplateEdition.objects.filter(organ=actor.organ, name=name, current=True).update(current=False)
        row = TemplateEdition.objects.create(
            organ=actor.organ, name=name, title=template.title, kind=template.kind, base=base, content=to_data(template),
            made_by=actor, made_at=timezone.now(),
        )  # fmt: skip
        this.about, this.summary, this.data = row, f"修改会议模板《{row}》", {"name": name}
    return row


def drop_edition(*, actor: Person, name: str) -> None:
    """Back to the template as it was delivered."""
    with act(actor=actor, verb="meetings.drop_edition") as this:
        _may(actor)
        row = edition_of(actor.organ, name)
        if row is None:
            raise Refused("本机关没有修改过这个模板。")
        row.current = False
        row.save(update_fields=["current"])
        this.about, this.summary = row, f"恢复会议模板《{row}》"


def _may(actor: Person) -> None:
    if not is_office(actor, actor.organ_id):
        raise Refused("会议模板由办公室主任、副主任修改，没有保存。")
