"""What papers say about matters, as plain values."""

from collections.abc import Iterable
from datetime import date

from zhongshu.apps.supervision.models import SupervisedMatter
from zhongshu.apps.supervision.policy.wording import BriefFacts, MatterFacts


def facts_of(matter: SupervisedMatter) -> MatterFacts:
    """One matter in words."""
    return MatterFacts(
        number=matter.number,
        task=matter.task,
        standard=matter.standard,
        deadline=matter.deadline,
        organ=matter.organ.name,
        addressee=matter.unit.organ.name if matter.unit.organ_id != matter.organ_id else matter.unit.name,
        unit=f"{matter.unit.organ.short_name}{matter.unit}"
        if matter.unit.organ_id != matter.organ_id
        else str(matter.unit),
        source=f"{matter.source.get_kind_display()}（{matter.source.label}）",
        sentence=matter.source.sentence,
        supervisor=matter.supervisor.name,
        supervising_unit=str(matter.supervising_unit),
        progress=matter.progress,
    )


def brief_facts(matters: Iterable[SupervisedMatter], today: date) -> BriefFacts:
    """Some matters sorted by how they stand."""
    every = list(matters)
    open_ones = [matter for matter in every if not matter.over]
    red = [facts_of(matter) for matter in open_ones if matter.light(today) == "red"]
    going = [facts_of(matter) for matter in open_ones if matter.light(today) != "red"]
    done = [facts_of(matter) for matter in every if matter.state == SupervisedMatter.State.CLOSED]
    organ = every[0].organ.name if every else ""
    return BriefFacts(organ, today, tuple(done), tuple(going), tuple(red))
