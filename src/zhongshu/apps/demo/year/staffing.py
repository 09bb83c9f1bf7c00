"""People of the simulated county: eight hundred of them, who are away at times, and leave and are followed by others."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial

from django.utils import timezone

from zhongshu.apps.archive.actions import set_fonds
from zhongshu.apps.archive.models import Fonds
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.demo.letters import UNIT_FIELDS
from zhongshu.apps.demo.names import made_up
from zhongshu.apps.demo.seals import sample_seal
from zhongshu.apps.demo.tree import County
from zhongshu.apps.demo.year.office import Office
from zhongshu.apps.incoming import actions as incoming
from zhongshu.apps.org import actions
from zhongshu.apps.org.models import Duty, Organ, Person, Post, StandIn, Unit
from zhongshu.apps.outgoing import actions as outgoing

#: Further sections of a town and of a department, and who serves there.
_TOWN = ("党建工作办公室", "经济发展办公室", "社会事务办公室", "应急管理办公室", "综合治理办公室", "农业农村办公室")
_DEPARTMENT = ("规划股", "业务股", "法规股", "财务股", "执法股", "综合股")
_TITLES = (("负责人", (Duty.SECTION_HEAD, Duty.DRAFTER)), ("科员", (Duty.DRAFTER,)), ("科员", ()), ("办事员", ()))
#: Away: how many of a hundred begin an absence on a workday, and why.
_ABSENT = 0.012
_REASONS = ("赴市开会", "年休假", "参加培训", "下乡调研", "病假", "出差")
#: Handovers: of a thousand people on a workday.
_HANDED_OVER = 0.0003


def furnish(county: County, people: int) -> None:
    """The duty map, seals, archive numbers, and staff until there are ``people``."""
    for unit, words in UNIT_FIELDS.items():
        incoming.set_unit_field(actor=county["director"], unit=county.units[unit], words=words)
    for owner, name in ((county.office, "明川县人民政府办公室样章"), (county.government, "明川县人民政府样章")):
        outgoing.deposit_seal(
            actor=county["seal_keeper"], owner=owner, name=name, image=sample_seal(), diameter_mm=Decimal(42)
        )
    for no, organ in enumerate(Organ.objects.order_by("pk"), 1):
        if not Fonds.objects.filter(organ=organ).exists():
            set_fonds(actor=SYSTEM, organ=organ, code=f"J{no:03d}")
    _hire(people)
    _stand_ins()


def _hire(people: int) -> None:
    names, have = made_up(), Person.objects.count()
    for _ in range(have):
        next(names)
    bodies = list(Organ.objects.filter(level__in=(Organ.Level.COUNTY, Organ.Level.TOWN), office_of=None, offices=None))
    places = _places(bodies)
    while have < people and bodies:
        organ, section, (title, duties), rank = next(places)
        unit = Unit.objects.filter(organ=organ, name=section).first() or actions.add_unit(
            actor=SYSTEM, organ=organ, name=section, position=20
        )
        _person(organ, next(names), unit, title, duties, rank)
        have += 1


def _places(bodies: list[Organ]) -> Iterator[tuple[Organ, str, tuple[str, tuple[Duty, ...]], int]]:
    """Where the next one serves: every section of every body gets its head first, then its staff."""
    level = 0
    while True:
        for no in range(len(_TOWN)):
            for organ in bodies:
                sections = _TOWN if organ.level == Organ.Level.TOWN else _DEPARTMENT
                yield organ, sections[no], _TITLES[min(level, len(_TITLES) - 1)], 30 + 10 * no + level
        level += 1


def _person(
    organ: Organ, name: str, unit: Unit, title: str, duties: tuple[str, ...], rank: int, employment: str = "civil"
) -> Person:
    person = actions.add_person(actor=SYSTEM, organ=organ, name=name, rank=rank, employment=employment)
    actions.assign_post(actor=SYSTEM, person=person, unit=unit, title=title, duties=duties)
    return person


def _stand_ins() -> None:
    """AB角 of clerks and vetters outside the office: whoever else sits in their room."""
    for post in Post.objects.filter(post_duties__duty__in=(Duty.CLERK, Duty.VETTER), ended_on=None).distinct():
        if StandIn.objects.filter(principal=post.person).exists():
            continue
        other = Post.objects.filter(unit=post.unit_id, ended_on=None, person__standing_in_for=None)
        found = other.exclude(person=post.person_id).select_related("person").order_by("-person__rank").first()
        if found is not None:
            actions.set_stand_in(
                actor=SYSTEM, principal=post.person, stand_in=found.person, kind="ab", starts_at=timezone.now(), reason="AB角"
            )  # fmt: skip


def come_and_go(office: Office) -> None:
    """Absences that begin today, and people who hand their work over."""
    people = sorted(office.people.everybody.items())
    for pk, person in people:
        if pk not in office.away and office.chance(_ABSENT):
            _away(office, person)
    for pk, person in people:
        if pk not in office.away and office.chance(_HANDED_OVER):
            _hand_over(office, person)


def _away(office: Office, person: Person) -> None:
    now = office.clock.now()
    days = office.random.choices((1, 2, 3, 5, 10), (30, 30, 20, 15, 5))[0]
    ends = now + timedelta(days=days)
    reason = office.random.choice(_REASONS)
    if office.do(actions.report_absence, actor=person, person=person, starts_at=now, ends_at=ends, reason=reason):
        office.away.add(person.pk)


def _hand_over(office: Office, leaver: Person) -> None:
    """Half of those who go leave the organ: somebody new takes the very same post, then everything they held."""
    post = leaver.posts.filter(ended_on=None).select_related("unit__organ").first()
    if post is None:
        return
    if not office.chance(0.5):
        others = [one for one in office.people.staff[post.unit_id] if one.pk != leaver.pk and one.pk not in office.away]
        if others and not post.post_duties.exists():
            office.do(actions.hand_over, actor=leaver, leaver=leaver, successor=others[-1], reason="抽调专班")
        return
    duties = tuple(post.post_duties.values_list("duty", flat=True))
    names = made_up()
    for _ in range(Person.objects.count()):
        next(names)
    come = partial(_person, post.unit.organ, next(names), post.unit, post.title, duties, leaver.rank, leaver.employment)
    successor = come()
    office.do(actions.hand_over, actor=leaver, leaver=leaver, successor=successor, reason="工作调动", leaving=True)
    office.acts["hire"] += 1
    office.people.forget()
