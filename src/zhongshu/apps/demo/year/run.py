"""Living the simulated year, or going on with it where it was cut off."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from datetime import time as clock_time

from django.db import transaction
from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.audit.models import Entry
from zhongshu.apps.demo.tree import OFFICE, County, build_county, find_county
from zhongshu.apps.demo.year import day as days
from zhongshu.apps.demo.year.office import Clock, Office, People
from zhongshu.apps.demo.year.plan import Plan
from zhongshu.apps.demo.year.reckoning import Reckoning, reckon
from zhongshu.apps.demo.year.staffing import furnish
from zhongshu.apps.flow.scenes import work_calendar
from zhongshu.apps.org.models import Organ
from zhongshu.lib.refusal import Refused

BEGUN = "demo.begin_year"
#: One workday's hours, in seconds; acts are spread over them.
_HOURS = 8 * 3600
#: Acts a paper and a matter take on the average; only the spacing of the clock hangs on it.
_ACTS_EACH = 9
Say = Callable[[str], None]


def simulate(plan: Plan, *, say: Say, small: bool = False) -> Reckoning:
    """Live the year that is under way in this home, or else ``plan``; then reckon.

    ``small``: a county of a few organs, for tests. Refused where a home holds anything but such a year.
    """
    clock = Clock()
    with clock.ruling():
        plan, county = _begin(plan, clock, say, small)
        done = _last_day()
        first = done + timedelta(days=1) if done else plan.start
        _live(plan, county, clock, first, say)
    say("核对……")
    return reckon()


def _begin(plan: Plan, clock: Clock, say: Say, small: bool) -> tuple[Plan, County]:
    begun = Entry.objects.filter(verb=BEGUN).first()
    if begun is not None:
        known = Plan.from_json(begun.data)
        if known != plan:
            say(f"接着模拟这里已有的一年：{known.start} 起 {known.days} 天，收文 {known.incoming} 件。")
        return known, find_county()
    if Organ.objects.exists():
        raise Refused("这个安装文件夹里已有内容，没有模拟。", remedy="请用 --home 指定一个空文件夹。")
    say(f"设立有 {plan.people} 人的县……")
    clock.set(plan.start - timedelta(days=1), clock_time(9, 0))
    with transaction.atomic():
        county = build_county(lambda _line: None, small=small)
        furnish(county, plan.people)
        with act(actor=SYSTEM, verb=BEGUN, summary="开始模拟一年", data=plan.as_json()):
            pass
    return plan, find_county()


def _last_day() -> date | None:
    last = Entry.objects.filter(verb=days.DAY_DONE).order_by("-seq").first()
    return date.fromisoformat(last.data["day"]) if last else None


def _live(plan: Plan, county: County, clock: Clock, first: date, say: Say) -> None:
    calendar, people, refusals, acts = work_calendar(), People(), Counter[str](), Counter[str]()
    volume = (plan.incoming + plan.outgoing + plan.matters) * _ACTS_EACH / max(plan.days * 0.68, 1)
    pace = min(_HOURS / max(volume, 1), 600.0)
    began = time.monotonic(), time.process_time()
    today, lived = first, 0
    while today < plan.end:
        office = Office(plan, county, calendar, clock, people, today, pace, refusals)
        days.live(office)
        if office.acts["hire"]:
            county = find_county()
        acts.update(office.acts)
        lived += 1
        if calendar.is_workday(today):
            spent = time.monotonic() - began[0], time.process_time() - began[1]
            say(_progress(plan, today, office, acts, spent, lived))
        today += timedelta(days=1)
    for words, count in refusals.most_common(20):
        say(f"  被拒绝 {count} 次　{words}")


def _progress(
    plan: Plan, today: date, office: Office, acts: Counter[str], spent: tuple[float, float], lived: int
) -> str:
    """``spent``: seconds by the clock, and of the processor; on a machine with other work they are far apart."""
    left, (seconds, processor) = (plan.end - today).days - 1, spent
    steps = max(sum(acts.values()) - acts["sweep"], 1) / 1000
    return (
        f"{today}　今天 {sum(office.acts.values()):>5} 步　累计 {sum(acts.values()):>7} 步，"
        f"每步 {seconds / steps:.1f} 毫秒（处理器 {processor / steps:.1f} 毫秒）"
        f"　还有 {left} 天，约 {seconds / lived * left / 60:.0f} 分钟"
    )


def usual_start(days_long: int) -> date:
    """So that the year ends yesterday."""
    return timezone.localdate() - timedelta(days=days_long)


__all__ = ["OFFICE", "Plan", "simulate", "usual_start"]
