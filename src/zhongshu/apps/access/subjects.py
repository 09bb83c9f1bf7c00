"""Keys for those to whom something may be made known."""

from collections.abc import Iterable

from zhongshu.apps.org import queries as org
from zhongshu.apps.org.asking import once
from zhongshu.apps.org.models import Duty, Organ, Person, Unit


def person_key(person: Person) -> str:
    return f"person:{person.pk}"


def unit_key(unit: Unit) -> str:
    return f"unit:{unit.pk}"


def organ_key(organ: Organ | int) -> str:
    return f"organ:{organ.pk if isinstance(organ, Organ) else organ}"


def duty_key(organ: Organ | int, duty: str) -> str:
    """Whoever holds ``duty`` in ``organ`` at the time of looking."""
    return f"duty:{organ.pk if isinstance(organ, Organ) else organ}:{duty}"


def keys_of(person: Person) -> list[str]:
    """Every key that opens a door to this person; administrators and leavers hold none but their own."""
    return list(once("keys", person.pk, lambda: _keys_of(person)))


def _keys_of(person: Person) -> list[str]:
    if person.left_on is not None:
        return []
    keys = [person_key(person)]
    if org.administrator_role(person):
        return keys
    units = org.units_of(person)
    keys += [unit_key(unit) for unit in units]
    keys += [organ_key(organ) for organ in sorted({unit.organ_id for unit in units})]
    keys += [duty_key(organ, duty) for organ, duty in sorted(org.duties_by_organ(person))]
    return keys


def in_words(keys: Iterable[str]) -> dict[str, str]:
    """Keys as people read them, with one query a kind of subject: {"person:3": "林晓雯（县政府办）"}."""
    wanted: dict[str, set[int]] = {"person": set(), "unit": set(), "organ": set(), "duty": set()}
    parts = {key: key.split(":") for key in keys}
    for kind, number, *_ in parts.values():
        wanted[kind].add(int(number))
    organs = {row.pk: row.short_name for row in Organ.objects.filter(pk__in=wanted["organ"] | wanted["duty"])}
    people = {row.pk: row for row in Person.objects.filter(pk__in=wanted["person"]).select_related("organ")}
    units = {row.pk: row for row in Unit.objects.filter(pk__in=wanted["unit"]).select_related("organ")}
    words = {}
    for key, (kind, number, *rest) in parts.items():
        named: dict[int, Person] | dict[int, Unit] = people if kind == "person" else units
        found = named.get(int(number))
        if kind == "duty":
            words[key] = f"{organs.get(int(number), '')}的{Duty(rest[0]).label}"
        elif kind == "organ":
            words[key] = f"{organs.get(int(number), '')}全体"
        else:
            words[key] = f"{found.name}（{found.organ.short_name}）" if found else key
    return words
