"""The room of a meeting, and who is to sit together or apart."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from zhongshu.apps.meetings.forms.fields import text_field
from zhongshu.apps.meetings.queries.seating import Seating
from zhongshu.lib.refusal import Refused
from zhongshu.lib.seating import (
    Arrange,
    Fill,
    Floor,
    Numbering,
    Room,
    Rostrum,
    Seated,
    Side,
    Table,
    TableForm,
)

KINDS = {
    "rostrum": "主席台和会场",
    "floor": "会场（课桌式，没有主席台）",
    "table": "会议桌",
    "table_floor": "会议桌和后面的列席座位",
    "stage": "只有主席台",
}
SIDES = [(side.value, f"2号在1号{side.label}") for side in Side]
_NUMBERS = re.compile(r"\d+")


def _choices(kind: Any) -> list[tuple[str, str]]:
    return [(item.value, item.label) for item in kind]


class NumbersField(forms.CharField):
    """Numbers with commas between them."""

    def clean(self, value: Any) -> tuple[int, ...]:
        text = super().clean(value)
        if re.sub(r"[\d、，,;；\s]", "", text):
            raise ValidationError("只写数字，用逗号分开，如：9,8。")
        return tuple(int(number) for number in _NUMBERS.findall(text)[:200] if len(number) < 5)

    def prepare_value(self, value: Any) -> Any:
        return ",".join(map(str, value)) if isinstance(value, tuple | list) else value


class PlacesField(forms.CharField):
    """Chairs as row-column: 3-5."""

    def clean(self, value: Any) -> tuple[tuple[int, int], ...]:
        text = super().clean(value)
        if re.sub(r"\d+\s*[-－—排]\s*\d+座?|[、，,;；\s]", "", text):
            raise ValidationError("写成“排-座”，用逗号分开，如：3-5,3-6。")
        found = re.findall(r"(\d{1,4})\s*[-－—排]\s*(\d{1,4})", text)
        return tuple((int(row), int(column)) for row, column in found[:2000])

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, tuple | list):
            return ",".join(f"{row}-{column}" for row, column in value)
        return value


class RoomForm(forms.Form):
    """The room's parts with their measures; what does not belong to the chosen kind is not sent."""

    kind = forms.ChoiceField(label="会场形式", choices=list(KINDS.items()))
    rostrum_rows = NumbersField(
        label="主席台各排座位", required=False, help_text="由前排起，如“9,8”；不填就排成一排，有几人设几座"
    )
    odd = forms.ChoiceField(label="主席台人数为单数时", choices=SIDES, required=False, help_text="1号居中")
    even = forms.ChoiceField(label="主席台人数为双数时", choices=SIDES, required=False, help_text="1号、2号共居中")
    form = forms.ChoiceField(label="桌形", choices=_choices(TableForm), required=False)
    seated = forms.ChoiceField(label="坐法", choices=_choices(Seated), required=False)
    table_side = forms.ChoiceField(label="会议桌次序", choices=SIDES, required=False, help_text="涉外会谈一般以右为上")
    long = forms.IntegerField(label="每条长边座位", min_value=0, max_value=60, required=False, help_text="0为按人数设")
    ends = forms.IntegerField(label="每端座位", min_value=0, max_value=12, required=False)
    back = forms.IntegerField(label="里外侧后排各设", min_value=0, max_value=60, required=False, help_text="列席人员用")
    along = forms.BooleanField(label="窄端朝门（竖放）", required=False)
    rows = forms.IntegerField(label="排数", min_value=0, max_value=100, required=False, help_text="0为按人数设")
    columns = forms.IntegerField(label="每排座位", min_value=1, max_value=100, required=False)
    widths = NumbersField(
        label="各排座位不同时", required=False, help_text="由前排起逐排写，如“18,20,22”，代替上面两项"
    )
    aisles = NumbersField(label="过道在第几座之后", required=False, help_text="面向主席台从左数，如“10,30”")
    cross_aisles = NumbersField(label="横过道在第几排之后", required=False)
    blocked = PlacesField(label="没有座位或不能坐的位置", required=False, help_text="写成“排-座”，如“3-5,3-6”")
    arrange = forms.ChoiceField(label="分区", choices=_choices(Arrange), required=False)
    fill = forms.ChoiceField(label="每排的次序", choices=_choices(Fill), required=False)
    strips_from = forms.ChoiceField(label="各单位的位置", choices=_choices(Fill), required=False)
    numbering = forms.ChoiceField(label="座位编号", choices=_choices(Numbering), required=False)
    units = text_field("单位次序", rows=3, required=False, help_text="一行一个，不写的按参会人员的排名")

    def __init__(self, *args: Any, room: Room, units: list[str], **kwargs: Any) -> None:
        initial = {**_initial(room), "units": "\n".join(units)}
        super().__init__(*args, **{"initial": initial, **kwargs})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            try:
                self.room().check()
            except Refused as refusal:
                raise ValidationError(f"{refusal.message}{refusal.remedy}") from refusal
        return given

    def room(self) -> Room:
        """From a valid form."""
        kind = self.cleaned_data["kind"]
        return Room(
            rostrum=self._rostrum() if kind in ("rostrum", "stage") else None,
            table=self._table() if kind in ("table", "table_floor") else None,
            floor=self._floor() if kind in ("rostrum", "floor", "table_floor") else None,
        )

    def unit_names(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["units"].splitlines() if line.strip()]

    def _rostrum(self) -> Rostrum:
        given = self.cleaned_data
        return Rostrum(given["rostrum_rows"], Side(given["odd"] or "left"), Side(given["even"] or "left"))

    def _table(self) -> Table:
        given = self.cleaned_data
        side = Side(given["table_side"] or "left")
        return Table(
            TableForm(given["form"] or "rectangle"), Seated(given["seated"] or "middle"), given["long"] or 0,
            given["ends"] or 0, given["back"] or 0, given["along"], side, side,
        )  # fmt: skip

    def _floor(self) -> Floor:
        given = self.cleaned_data
        return Floor(
            given["rows"] or 0, given["columns"] or 20, given["widths"], given["aisles"], given["cross_aisles"],
            given["blocked"], Arrange(given["arrange"] or "order"), Fill(given["fill"] or "centre"),
            Fill(given["strips_from"] or "centre"), Numbering(given["numbering"] or "left"),
        )  # fmt: skip


def _initial(room: Room) -> dict[str, Any]:
    rostrum, table, floor = room.rostrum or Rostrum(), room.table or Table(), room.floor or Floor()
    kind = "table_floor" if room.table and room.floor else "table" if room.table else ""
    kind = kind or ("stage" if room.rostrum and not room.floor else "rostrum" if room.rostrum else "floor")
    return {
        "kind": kind, "rostrum_rows": rostrum.rows, "odd": rostrum.odd.value, "even": rostrum.even.value,
        "form": table.form.value, "seated": table.seated.value, "table_side": table.odd.value, "long": table.long,
        "ends": table.ends, "back": table.back, "along": table.along, "rows": floor.rows, "columns": floor.columns,
        "widths": floor.widths, "aisles": floor.aisles, "cross_aisles": floor.cross_aisles, "blocked": floor.blocked,
        "arrange": floor.arrange.value, "fill": floor.fill.value, "strips_from": floor.strips_from.value,
        "numbering": floor.numbering.value,
    }  # fmt: skip


class BindingForm(forms.Form):
    """Lines of names: who sits together, who apart."""

    together = text_field("坐在一起", rows=4, required=False, help_text="一行一组，名字用顿号分开")
    apart = text_field("分开就座", rows=4, required=False, help_text="一行两个人，左右和前后都不相邻")

    def __init__(self, *args: Any, seating: Seating, **kwargs: Any) -> None:
        self.seating = seating
        initial = {
            "together": self._shown(seating.row.together),
            "apart": self._shown(seating.row.apart),
        }
        super().__init__(*args, **{"initial": initial, **kwargs})

    def _shown(self, groups: list[list[str]]) -> str:
        lines = [
            [label_of(self.seating, str(key)) for key in group if str(key) in self.seating.names] for group in groups
        ]
        return "\n".join("、".join(line) for line in lines if len(line) > 1)

    def clean_together(self) -> list[list[str]]:
        return self._read("together", fewest=2, most=60)

    def clean_apart(self) -> list[list[str]]:
        return self._read("apart", fewest=2, most=2)

    def _read(self, field: str, fewest: int, most: int) -> list[list[str]]:
        groups = []
        for number, line in enumerate(self.cleaned_data[field].splitlines(), 1):
            names = [name for name in re.split(r"[、，,;；\s]+", line.strip()) if name]
            if not names:
                continue
            try:
                keys = list(dict.fromkeys(person_named(self.seating, name) for name in names))
            except Refused as refusal:
                raise ValidationError(f"第{number}行：{refusal.message}{refusal.remedy}") from refusal
            if not fewest <= len(keys) <= most:
                raise ValidationError(f"第{number}行应写{'两个人' if most == 2 else '两个人以上'}。")
            groups.append(keys)
        return groups


def label_of(seating: Seating, key: str) -> str:
    """A person's name, with the unit where two have it."""
    name = seating.names[key]
    twice = list(seating.names.values()).count(name) > 1
    return f"{name}（{seating.bodies[key]}）" if twice else name


def person_named(seating: Seating, words: str) -> str:
    """The key of the person of a name (王伟, or 王伟（财政局） where there are two), or of a seat number."""
    words = words.strip()
    match = re.fullmatch(r"(.+?)\s*[（(](.+)[)）]", words)
    name, inside = (match[1].strip(), match[2].strip()) if match else (words, "")
    found = [key for key, one in seating.names.items() if one.replace("　", "") == name.replace("　", "")]
    if len(found) > 1 and inside:
        places = seating.plan.seat_of
        found = [
            key for key in found
            if inside in seating.bodies[key] or (key in places and seating.plan.by_key[places[key]].label == inside)
        ]  # fmt: skip
    if not found:
        found = [
            seating.plan.seats[p.key] for p in seating.plan.places if p.label == words and p.key in seating.plan.seats
        ]
    if not found:
        raise Refused(f"名单上没有“{words}”。", remedy="请写姓名或者座位号，座次没有变动。")
    if len(found) > 1:
        units = "、".join(f"{name}（{seating.bodies[key] or '未写单位'}）" for key in found[:5])
        raise Refused(f"“{name}”有{len(found)}位：{units}。", remedy="请写明单位，座次没有变动。")
    return found[0]


def place_named(seating: Seating, words: str) -> str:
    """The key of the chair of a seat number (5排12座), or of who sits there."""
    words = words.strip()
    found = [place.key for place in seating.plan.places if place.label == words]
    if found:
        return found[0]
    key = person_named(seating, words)
    if key not in seating.plan.seat_of:
        raise Refused(f"{words}还没有座位。", remedy="请写座位号，座次没有变动。")
    return seating.plan.seat_of[key]
