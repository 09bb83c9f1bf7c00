"""催办 by itself: before, on and after a paper's deadline, and when nothing moves; each occasion once."""

from datetime import datetime

from zhongshu.apps.access.actions import grant
from zhongshu.apps.access.subjects import person_key
from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.flow.models import Work
from zhongshu.apps.incoming.models import Chase, Paper
from zhongshu.apps.incoming.policy.reminding import Stage
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.actions import notify


def chase_paper(*, paper: Paper, stage: Stage, now: datetime) -> bool:
    """Tell whoever holds the paper, and at the agreed stage the superior. True when this occasion was not told before."""
    with act(actor=SYSTEM, verb="incoming.chase", about=paper) as this:
        told = _whom(flows.works_held(paper.flow_id or 0), superior=stage.superior)
        row, new = Chase.objects.get_or_create(
            paper=paper, stage=stage.key,
            defaults={"word": stage.word[:20], "told": [person.name for person in told], "at": now},
        )  # fmt: skip
        if not new or not told:
            return False
        text = f"催办：《{paper.title}》（{paper.register_text}）{stage.word}"
        for person in told:
            if paper.secrecy <= person.clearance:
                grant(actor=SYSTEM, obj=paper, subject=person_key(person), reason="催办知悉")
                notify(
                    actor=SYSTEM, to=person, text=text, url=paper.get_absolute_url(), about=paper,
                    key=f"incoming:{paper.pk}:{stage.key}",
                )  # fmt: skip
        this.summary, this.data = f"{text}，告知{'、'.join(row.told)}", {"stage": stage.key, "told": row.told}
    return True


def _whom(works: list[Work], *, superior: bool) -> list[Person]:
    found: dict[int, Person] = {}
    for work in works:
        people = [work.holder, work.on_behalf_of]
        if superior:
            people.append(org.superior_of(work.on_behalf_of or work.holder))
        found |= {person.pk: person for person in people if person is not None}
    return list(found.values())
