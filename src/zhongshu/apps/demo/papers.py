"""Papers at every stage of life, in order of time."""

from collections.abc import Callable
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from zhongshu.apps.archive.actions import set_fonds
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.demo.clock import OfficeHours, Story, at, tell
from zhongshu.apps.demo.seals import sample_seal
from zhongshu.apps.demo.stories import Telling
from zhongshu.apps.demo.texts import Script, scripts
from zhongshu.apps.demo.tree import County
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.models import Paper
from zhongshu.apps.shell.actions import mark_all_read

SEALS = (("office", "明川县人民政府办公室样章", 42), ("government", "明川县人民政府样章", 45))
#: The small county keeps one paper for every state where a story ends.
BEFORE_ALL = 30


def build_papers(county: County, say: Callable[[str], None], *, small: bool = False) -> int:
    """Tell the stories of all papers; 0 when they have been told before. All or nothing: interrupted, it begins anew."""
    if Paper.objects.filter(organ=county.office).exists():
        return 0
    chosen = _one_of_each(scripts()) if small else scripts()
    hours = OfficeHours(timezone.now())
    say(f"拟写 {len(chosen)} 件公文，从拟稿走到归档……")
    with transaction.atomic():
        with at(hours.morning(BEFORE_ALL)):
            _prepare(county)
        stories = [(hours.morning(script.start), _told(county, script, say)) for script in chosen]
        stories.append((hours.morning(2), _read_everything(county)))
        tell(stories, hours)
    return len(chosen)


def _one_of_each(every: list[Script]) -> list[Script]:
    return list({script.until: script for script in reversed(every)}.values())


def _prepare(county: County) -> None:
    """The seals in the keeper's charge and the archive's number, before the first paper."""
    for part, name, millimetres in SEALS:
        owner = county.office if part == "office" else county.government
        actions.deposit_seal(
            actor=county["seal_keeper"], owner=owner, name=name, image=sample_seal(), diameter_mm=Decimal(millimetres)
        )
    set_fonds(actor=SYSTEM, organ=county.office, code="J028")


def _told(county: County, script: Script, say: Callable[[str], None]) -> Story:
    telling = Telling(county, script)
    yield from telling.tell()
    say(f"  {telling.paper.get_state_display()}　{telling.paper.title}")


def _read_everything(county: County) -> Story:
    """Notices of the weeks before have been read; the bell counts what is new."""
    for person in set(county.people.values()):
        mark_all_read(actor=person)
    yield from ()
