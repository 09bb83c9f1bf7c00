"""Telling those whom an engagement concerns."""

from collections.abc import Iterable

from zhongshu.apps.coordination.models import Engagement
from zhongshu.apps.coordination.models.booking import span_in_words
from zhongshu.apps.coordination.queries.sides import secretaries_of
from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.actions import notify


def concerned(engagement: Engagement) -> list[Person]:
    """The leader, the leader's secretaries, who goes along, who drafts the speech."""
    people = [engagement.leader, *secretaries_of(engagement.leader), *engagement.accompanying.all()]
    if engagement.speech_by is not None:
        people.append(engagement.speech_by)
    return list({person.pk: person for person in people}.values())


def tell(
    actor: Person, engagement: Engagement, what: str, people: Iterable[Person] | None = None, *, quiet: bool = False
) -> list[Person]:
    """Tell the concerned (or ``people`` of them; ``quiet``: the leader's secretaries alone) but never the one who did it;
    returns who was told."""
    if quiet:
        people = secretaries_of(engagement.leader)
    when = span_in_words(engagement.starts_at, engagement.ends_at)
    place = f"，{engagement.place}" if engagement.place else ""
    told = []
    for person in people if people is not None else concerned(engagement):
        if person.pk == actor.pk or person.left_on is not None:
            continue
        extra = "，请起草讲话稿" if person.pk == engagement.speech_by_id and not what.startswith("取消") else ""
        notify(
            actor=actor,
            to=person,
            text=f"{what}：{engagement.leader}{when}{engagement.what}{place}{extra}",
            url=engagement.get_absolute_url(),
            about=engagement,
            key=f"coordination:engagement:{engagement.pk}:{engagement.revision}:{engagement.state}",
        )
        told.append(person)
    return told
