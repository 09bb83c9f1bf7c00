"""明川县: a made-up county government, set up by the acts a system administrator would do."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.demo.names import made_up
from zhongshu.apps.org import actions
from zhongshu.apps.org.models import Duty, Organ, Person, Unit

PASSWORD = "zhongshu-demo"  # noqa: S105 - shown on purpose: the demo county holds nothing real
OFFICE = "明川县人民政府办公室"
GOVERNMENT = "明川县人民政府"


Say = Callable[[str], None]

#: Town and department staff: (title, duties); the first of 青石镇's office are accounts.
TOWN_STAFF = (
    ("主任", [Duty.DIRECTOR, Duty.VETTER, Duty.SECTION_HEAD]),
    ("文书", [Duty.CLERK, Duty.DRAFTER, Duty.ARCHIVIST]),
    ("科员", [Duty.DRAFTER]),
)
NAMED_TOWN_STAFF = {"文书": ("town_clerk", "钱多多"), "科员": ("outsider", "郑外明")}


@dataclass
class County:
    """The set-up county: people by part or name, organs and units by name."""

    government: Organ
    office: Organ
    organs: dict[str, Organ] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Person:
        return self.people[name]


def data() -> dict[str, Any]:
    """What is in data/county.toml."""
    return tomllib.loads(resources.files("zhongshu.apps.demo").joinpath("data/county.toml").read_text("utf-8"))


def build_county(say: Say, *, small: bool = False) -> County:
    """Set the county up, or find it when it stands already. ``small`` keeps three towns and three departments."""
    if not Organ.objects.filter(name=OFFICE).exists():
        tree = data()
        if small:
            tree["towns"], tree["departments"] = tree["towns"][:3], tree["departments"][:3]
        with transaction.atomic():
            _Builder(tree, say).build()
    return find_county()


def find_county() -> County:
    """The county as it stands in the database. Raises Organ.DoesNotExist where there is none."""
    office = Organ.objects.select_related("office_of").get(name=OFFICE)
    county = County(government=office.office_of or office, office=office)
    for organ in Organ.objects.all():
        county.organs[organ.name] = county.organs[organ.short_name] = organ
    county.units = {unit.name: unit for unit in Unit.objects.filter(organ=office)}
    for person in Person.objects.select_related("user", "organ"):
        county.people.setdefault(person.name, person)
        if person.user is not None:
            county.people[person.user.get_username()] = person
    return county


class _Builder:
    """One run over the tree; keeps the running numbers for rank and position."""

    def __init__(self, tree: dict[str, Any], say: Say) -> None:
        self.tree, self.say = tree, say
        self.names: Iterator[str] = made_up()
        self.mobile = 100000
        self.units: dict[str, Unit] = {}
        self.people: dict[str, Person] = {}
        self.organs: dict[str, Organ] = {}

    def build(self) -> None:
        self.say("设立明川县人民政府及其办公室……")
        city = self._organ("安和市人民政府", "市政府", Organ.Level.CITY)
        self.government = self._organ(GOVERNMENT, "县政府", Organ.Level.COUNTY, superior=city)
        self.office = self._organ(
            OFFICE, "县政府办", Organ.Level.COUNTY, superior=self.government, office_of=self.government, position=1
        )
        self._office_staff()
        self._codes()
        self._administrators()
        self.say("设立 12 个乡镇、20 个部门……" if len(self.tree["towns"]) > 3 else "设立乡镇和部门……")
        for position, town in enumerate(self.tree["towns"]):
            self._town(town, position)
        for position, department in enumerate(self.tree["departments"], start=10):
            self._department(department, position)
        self._portfolios()
        self._stand_ins()

    def _organ(self, name: str, short_name: str, level: int, **more: Any) -> Organ:
        organ = actions.add_organ(
            actor=SYSTEM, name=name, short_name=short_name, level=level, system=Organ.System.GOVERNMENT, **more
        )
        self.organs[short_name] = organ
        return organ

    def _person(
        self,
        unit: Unit,
        title: str,
        duties: Sequence[str],
        rank: int,
        *,
        name: str = "",
        part: str = "",
        employment: str = Person.Employment.CIVIL,
    ) -> Person:
        self.mobile += 37
        person = actions.add_person(
            actor=SYSTEM,
            organ=unit.organ,
            name=name or next(self.names),
            rank=rank,
            employment=employment,
            party_member=rank % 4 != 3,
            mobile=f"199{self.mobile:08d}",
        )
        actions.assign_post(actor=SYSTEM, person=person, unit=unit, title=title, duties=duties)
        self.people.setdefault(person.name, person)
        if part:
            self._account(person, part)
        return person

    def _account(self, person: Person, part: str) -> None:
        actions.give_account(actor=SYSTEM, person=person, username=part, password=PASSWORD, check=False)

    def _office_staff(self) -> None:
        rank = 0
        for position, row in enumerate(self.tree["office"]):
            unit = self.units[row["unit"]] = actions.add_unit(
                actor=SYSTEM,
                organ=self.office,
                name=row["unit"],
                is_office=row.get("is_office", False),
                position=position,
            )
            for entry in row["people"]:
                rank += 1
                details = dict(entry)
                self._person(unit, details.pop("title"), details.pop("duties"), rank, **details)

    def _codes(self) -> None:
        issuers = {"government": self.government, "office": self.office}
        for row in self.tree["codes"]:
            details = {**row, "issuer": issuers[row["issuer"]]}
            actions.add_issuer_code(actor=SYSTEM, organ=self.office, **details)

    def _administrators(self) -> None:
        for row in self.tree["administrators"]:
            person = actions.add_person(actor=SYSTEM, organ=self.office, name=row["name"], rank=900)
            actions.appoint_administrator(actor=SYSTEM, person=person, role=row["role"])
            self._account(person, row["part"])

    def _town(self, town: dict[str, Any], position: int) -> None:
        kind = "乡" if town["name"].endswith("乡") else "镇"
        organ = self._organ(
            f"明川县{town['name']}人民政府", town["name"], Organ.Level.TOWN, superior=self.government, position=position
        )
        actions.add_issuer_code(actor=SYSTEM, organ=organ, code=town["code"], name=f"{kind}政府文件")
        leaders = actions.add_unit(actor=SYSTEM, organ=organ, name=f"{kind}领导")
        self._person(leaders, f"{kind}长", [Duty.PRINCIPAL_LEADER], 1)
        office = actions.add_unit(actor=SYSTEM, organ=organ, name="党政办公室", is_office=True, position=1)
        for rank, (title, duties) in enumerate(TOWN_STAFF, start=10):
            part, name = NAMED_TOWN_STAFF.get(title, ("", "")) if town["name"] == "青石镇" else ("", "")
            self._person(office, title, duties, rank, name=name, part=part)

    def _department(self, row: dict[str, Any], position: int) -> None:
        organ = self._organ(
            row["name"], row["short_name"], Organ.Level.COUNTY, superior=self.government, position=position
        )
        actions.add_issuer_code(actor=SYSTEM, organ=organ, code=row["code"], name="局文件")
        leaders = actions.add_unit(actor=SYSTEM, organ=organ, name="局领导")
        self._person(leaders, "局长", [Duty.PRINCIPAL_LEADER], 1)
        self._person(leaders, "副局长", [Duty.DEPUTY_LEADER], 2)
        office = actions.add_unit(actor=SYSTEM, organ=organ, name="办公室", is_office=True, position=1)
        self._person(office, "主任", [Duty.DIRECTOR, Duty.VETTER], 10)
        self._person(office, "文书", [Duty.CLERK, Duty.ARCHIVIST], 11)
        section = actions.add_unit(actor=SYSTEM, organ=organ, name=row["section"], position=2)
        self._person(section, "股长", [Duty.SECTION_HEAD, Duty.DRAFTER], 20)

    def _portfolios(self) -> None:
        for row in self.tree["portfolios"]:
            leader = self.people[row["leader"]]
            for name in row.get("units", ()):
                actions.set_portfolio(actor=SYSTEM, leader=leader, unit=self.units[name])
            for name in row.get("organs", ()):
                if name in self.organs:
                    actions.set_portfolio(actor=SYSTEM, leader=leader, organ=self.organs[name])
            for name in row.get("fields", ()):
                actions.set_portfolio(actor=SYSTEM, leader=leader, field=name)

    def _stand_ins(self) -> None:
        """AB角 of the front office, as every office has them."""
        pairs = [("孙小芳", "韩梅"), ("马卫东", "段勇"), ("周明远", "邓子豪"), ("高建国", "何敏")]
        for principal, stand_in in pairs:
            actions.set_stand_in(
                actor=SYSTEM,
                principal=self.people[principal],
                stand_in=self.people[stand_in],
                kind="ab",
                starts_at=timezone.now(),
                reason="AB角",
            )
