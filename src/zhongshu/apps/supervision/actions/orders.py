"""A leader's order becomes known to whoever is to see that it is done."""

from zhongshu.apps.access import actions as access
from zhongshu.apps.access.subjects import duty_key, person_key
from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Person
from zhongshu.apps.supervision.actions.opening import section_for
from zhongshu.apps.supervision.actions.tables import adopt_starting_tables
from zhongshu.apps.supervision.models import Source


def make_order_known(*, actor: Actor, paper: Paper, leader: Person) -> list[str]:
    """Let the supervising side read a paper on which ``leader`` has ordered something; returns to whom that is news.

    By the routing table that is the supervision office or the section that supervises for this leader, and there only
    those cleared for the paper. The orders not yet opened stand on their list.
    """
    officers = list(org.people_with_duty(paper.organ_id, Duty.SUPERVISION_OFFICER))
    if not officers:
        return []  # an organ that supervises nothing
    adopt_starting_tables(organ=paper.organ)
    section = section_for(paper.organ, Source.Kind.INSTRUCTION, leader)
    if section is not None:
        people = [*org.people_with_duty(section.organ_id, Duty.SUPERVISION_OFFICER, section)]
        head = org.head_of(section)
        subjects = [person_key(person) for person in people or ([head] if head else []) if _cleared(person, paper)]
    elif all(_cleared(officer, paper) for officer in officers):
        # Whoever follows in the post takes the list over with it.
        subjects = [duty_key(paper.organ_id, Duty.SUPERVISION_OFFICER)]
    else:
        subjects = [person_key(officer) for officer in officers if _cleared(officer, paper)]
    return access.make_known(actor=actor, obj=paper, subjects=subjects, reason="领导批示有交办内容，供督查立项")


def _cleared(person: Person, paper: Paper) -> bool:
    return paper.secrecy <= person.clearance
