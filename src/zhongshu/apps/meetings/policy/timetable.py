"""Whether the stops of a visit can be driven as they are planned. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Protocol


class Stop(Protocol):
    """What of a stop matters here."""

    @property
    def place(self) -> str: ...

    @property
    def arrives_at(self) -> datetime: ...

    @property
    def leaves_at(self) -> datetime: ...

    @property
    def minutes_on(self) -> int: ...


def faults(stops: Sequence[Stop]) -> list[str]:
    """What does not work out, in words: overlapping stops, too little time on the road."""
    found = []
    ordered = sorted(stops, key=lambda stop: (stop.arrives_at, stop.leaves_at))
    for one, other in pairwise(ordered):
        gap = other.arrives_at - one.leaves_at
        if gap < timedelta():
            found.append(f"“{one.place}”还没有离开，就应到“{other.place}”")
        elif gap < timedelta(minutes=one.minutes_on):
            short = int((timedelta(minutes=one.minutes_on) - gap).total_seconds() // 60)
            found.append(f"“{one.place}”到“{other.place}”路上少 {short} 分钟")
    return found
