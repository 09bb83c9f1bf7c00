"""工作移交: what a person holds in supervision, and giving it to a successor."""

from collections.abc import Iterator
from typing import Any

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision.actions.telling import let_know, make_known, readers_of
from zhongshu.apps.supervision.models import Closing, Extension, SupervisedMatter
from zhongshu.apps.supervision.queries.matters import open_matters, with_names

Held = Iterator[tuple[str, SupervisedMatter]]


def held_by(person: Person) -> Held:
    """(how it is held, matter) of everything that would be left without the person."""
    for field, kind in (("person", "负责的督办事项"), ("supervisor", "督办的事项"), ("leader", "牵头的督办事项")):
        for matter in open_matters().filter(**{field: person}).order_by("pk"):
            yield kind, matter
    for extension in Extension.objects.filter(leader=person, state=Extension.State.ASKED).select_related("matter"):
        yield "待审批的延期", extension.matter
    for closing in Closing.objects.filter(leader=person, state=Closing.State.PROPOSED).select_related("matter"):
        yield "待表态的销号", closing.matter


def move_held(*, actor: Actor, leaver: Person, successor: Person) -> None:
    """Everything goes to the successor. A matter whose unit the successor does not serve in stays, and so the handover
    is refused until the supervising side has reassigned it: its person always belongs to its unit."""
    units = [unit.pk for unit in org.units_of(successor)]
    fields: tuple[tuple[str, dict[str, Any]], ...] = (
        ("person", {"unit__in": units}),
        ("supervisor", {}),
        ("leader", {}),
    )
    moved: dict[int, SupervisedMatter] = {}
    for field, limit in fields:
        for matter in with_names(open_matters().filter(**{field: leaver, **limit})):
            matter = moved.setdefault(matter.pk, matter)
            setattr(matter, field, successor)
    for matter in moved.values():
        before = readers_of(with_names(SupervisedMatter.objects.all()).get(pk=matter.pk))
        matter.save(update_fields=["person", "supervisor", "leader"])
        make_known(actor, matter, before=before)
    pending = Extension.objects.filter(leader=leaver, state=Extension.State.ASKED)
    proposed = Closing.objects.filter(leader=leaver, state=Closing.State.PROPOSED)
    matters = {*pending.values_list("matter", flat=True), *proposed.values_list("matter", flat=True)}
    pending.update(leader=successor)
    proposed.update(leader=successor)
    for matter in with_names(SupervisedMatter.objects.filter(pk__in=matters)):
        let_know(actor, matter, successor, "接收移交")
