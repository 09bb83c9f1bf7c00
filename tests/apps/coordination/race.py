"""A small office in $ZHONGSHU_HOME for those who book at once; with ``count``, what came of it."""

import json
import sys


def build() -> None:
    from tests.apps.coordination import steps
    from tests.cast import make_cast

    cast = make_cast()
    steps.room(cast)
    steps.equipment(cast, count=1)


def count() -> dict[str, int]:
    from zhongshu.apps.coordination.models import Booking
    from zhongshu.lib.slots import peak
    from zhongshu.lib.slots.diary import overlap

    rows = list(Booking.objects.filter(room__isnull=False))
    overlaps = sum(
        overlap(one.starts_at, one.ends_at, other.starts_at, other.ends_at)
        for n, one in enumerate(rows)
        for other in rows[n + 1 :]
    )
    out = [(row.starts_at, row.ends_at, row.quantity) for row in Booking.objects.filter(equipment__isnull=False)]
    most = max((peak(out, start, end) for start, end, _ in out), default=0)
    return {"bookings": len(rows) + len(out), "overlaps": overlaps, "most_out": most}


if __name__ == "__main__":
    from zhongshu.config.installation import prepare_database

    prepare_database()
    if "count" in sys.argv:
        print(json.dumps(count()))
    else:
        build()
