"""The named cast of every test: one small county office, and people outside it who must see nothing."""

from dataclasses import dataclass, field

from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.org import actions
from zhongshu.apps.org.models import Administrator, Duty, Organ, Person, Unit

PASSWORD = "明川-测试-口令-2026"


@dataclass
class Cast:
    """People by the name of their part; ``cast.drafter`` and so on."""

    government: Organ
    office: Organ
    town: Organ
    city: Organ
    people: dict[str, Person] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def insiders(self) -> list[Person]:
        return [person for person in self.people.values() if person.organ_id == self.office.pk]


#: part: (name, unit, title, duties, rank)
STAFF = {
    "principal_leader": ("陈志远", "县领导", "县长", [Duty.PRINCIPAL_LEADER], 1),
    "deputy_leader": ("罗文斌", "县领导", "副县长", [Duty.DEPUTY_LEADER], 2),
    "director": ("高建国", "办公室领导", "主任", [Duty.DIRECTOR, Duty.VETTER], 10),
    "deputy_director": ("何敏", "办公室领导", "副主任", [Duty.DEPUTY_DIRECTOR], 11),
    "section_head": ("周明远", "综合科", "科长", [Duty.SECTION_HEAD, Duty.DRAFTER], 20),
    "drafter": ("林晓雯", "综合科", "科员", [Duty.DRAFTER], 30),
    "vetter": ("沈静", "秘书科", "科长", [Duty.SECTION_HEAD, Duty.VETTER], 21),
    "clerk": ("孙小芳", "秘书科", "文书", [Duty.CLERK], 31),
    "seal_keeper": ("马卫东", "机要保密科", "印章管理员", [Duty.SEAL_KEEPER], 32),
    "confidential_officer": ("赵保林", "机要保密科", "机要员", [Duty.CONFIDENTIAL_OFFICER], 33),
    "archivist": ("韩梅", "秘书科", "档案员", [Duty.ARCHIVIST], 34),
    "supervision_officer": ("吴刚", "督查室", "督查员", [Duty.SUPERVISION_OFFICER], 35),
}
TOWN_STAFF = {
    "town_clerk": ("钱多多", "党政办公室", "文书", [Duty.CLERK, Duty.DRAFTER], 10),
    "outsider": ("郑外明", "党政办公室", "科员", [Duty.DRAFTER], 20),
}
ADMINISTRATORS = {
    "sysadmin": ("石系统", Administrator.Role.SYSTEM),
    "secadmin": ("安保全", Administrator.Role.SECURITY),
    "auditadmin": ("计审明", Administrator.Role.AUDIT),
}


def make_cast(*, accounts: bool = False) -> Cast:
    """The cast on an empty database. With ``accounts`` each can sign in by the name of the part."""
    city = actions.add_organ(actor=SYSTEM, name="安和市人民政府", short_name="市政府", level=3, system="government")
    government = actions.add_organ(
        actor=SYSTEM, name="明川县人民政府", short_name="县政府", level=4, system="government", superior=city
    )
    office = actions.add_organ(
        actor=SYSTEM,
        name="明川县人民政府办公室",
        short_name="县政府办",
        level=4,
        system="government",
        superior=government,
        office_of=government,
    )
    town = actions.add_organ(
        actor=SYSTEM,
        name="明川县青石镇人民政府",
        short_name="青石镇",
        level=5,
        system="government",
        superior=government,
    )
    for code, issuer, layout in [
        ("明政发", government, "document"),
        ("明政函", government, "letter"),
        ("明政办发", office, "document"),
        ("明政办函", office, "letter"),
    ]:
        actions.add_issuer_code(actor=SYSTEM, organ=office, issuer=issuer, code=code, layout=layout)
    actions.add_issuer_code(actor=SYSTEM, organ=town, code="青政发")
    cast = Cast(government, office, town, city)
    _staff(cast, office, STAFF)
    _staff(cast, town, TOWN_STAFF)
    for part, (name, role) in ADMINISTRATORS.items():
        person = actions.add_person(actor=SYSTEM, organ=office, name=name)
        actions.appoint_administrator(actor=SYSTEM, person=person, role=role)
        cast.people[part] = person
    for unit in ("综合科", "秘书科"):
        actions.set_portfolio(actor=SYSTEM, leader=cast.deputy_leader, unit=cast.units[unit])
    if accounts:
        for part, person in cast.people.items():
            actions.give_account(actor=SYSTEM, person=person, username=part, password=PASSWORD, check=False)
    return cast


def _staff(cast: Cast, organ: Organ, staff: dict) -> None:
    for part, (name, unit_name, title, duties, rank) in staff.items():
        if unit_name not in cast.units:
            cast.units[unit_name] = actions.add_unit(
                actor=SYSTEM, organ=organ, name=unit_name, is_office=unit_name in {"办公室领导", "党政办公室"}
            )
        person = actions.add_person(actor=SYSTEM, organ=organ, name=name, rank=rank)
        actions.assign_post(actor=SYSTEM, person=person, unit=cast.units[unit_name], title=title, duties=duties)
        cast.people[part] = person
