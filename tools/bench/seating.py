"""Seats and what is printed of them, for a congress."""

from random import Random

from tools.bench.county import SEED
from tools.bench.figures import Figure, repeated, spread
from zhongshu.lib.seating import Arrange, Attendee, Floor, Room, Rostrum, Rules, Section, close_up, lay_out, reseat
from zhongshu.lib.typeset import to_form_pdf
from zhongshu.lib.typeset.forms.seat_map import map_data

TITLE = "Seating"
HOW = (
    "A hall of 20 rows of 42 chairs with a rostrum of two rows: 33 leaders and 800 members of 40 delegations, names of two to "
    "eleven characters, two that must sit apart and three that must sit together. Then the signs of 600 people, their badges "
    "and the map, each as one PDF/A."
)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂建国文志华玉兰红"
LONG = "阿不都热合曼·买买提明"


def measure() -> list[Figure]:
    """Milliseconds."""
    people = _people(Random(SEED))
    names = {one.key: one.name for one in people}
    rules = Rules(apart=(("p40", "p80"),), together=(("p41", "p81", "p121"),))
    figures: list[Figure] = []
    for arrange in Arrange:
        room = _room(arrange)
        figures += spread(
            f"833 people laid out, {arrange.value}",
            repeated(10, lambda room=room: lay_out(room, people, rules)),  # type: ignore[misc]
            target=1000,
        )
    room = _room(Arrange.VERTICAL)
    plan = lay_out(room, people, rules)
    moved = [f"p{number}" for number in range(100, 120)]
    figures += spread("twenty absent closed up", repeated(10, lambda: close_up(plan, set(moved))))
    figures += spread("anew, twenty moved by hand kept", repeated(10, lambda: reseat(room, people, rules, plan, moved)))
    signs = [{"name": one.name, "place": "5排3座"} for one in people[:600]]
    figures += spread("600 table signs", repeated(3, lambda: _pdf("table_sign", {"signs": signs}), warm=1), target=5000)
    badges = [
        {
            "name": one.name,
            "unit": one.unit,
            "kind": "出席证",
            "code": f"https://office.example/meetings/in/p{n}-{n:024x}/",
        }
        for n, one in enumerate(people[:600])
    ]
    data = {"meeting": "明川县第十八届人民代表大会第五次会议", "badges": badges}
    figures += spread("600 badges, each with its code", repeated(3, lambda: _pdf("badge", data), warm=1))
    mapped = map_data(plan, names, title="座位图")
    figures += spread("the map from both sides", repeated(3, lambda: _pdf("seat_map", mapped), warm=1))
    return figures


def _pdf(template: str, data: object) -> object:
    return to_form_pdf(template, data)


def _room(arrange: Arrange) -> Room:
    floor = Floor(20, 42, aisles=(10, 32), cross_aisles=(10,), arrange=arrange)
    return Room(rostrum=Rostrum((17, 16)), floor=floor)


def _people(random: Random) -> list[Attendee]:
    def name() -> str:
        given = "".join(random.choice(GIVEN) for _ in range(random.choice((1, 2, 2))))
        return LONG if random.random() < 0.02 else random.choice(SURNAMES) + given

    return [
        Attendee(f"p{n}", name(), n, f"第{n % 40 + 1}代表团", Section.ROSTRUM if n < 33 else Section.MAIN)
        for n in range(833)
    ]
