"""On which seat each participant sits."""

from zhongshu.apps.meetings.models import Meeting, Seat, SeatPlan


def seats_of(meeting: Meeting) -> dict[int, str]:
    """Participant's key → the seat's label; empty while nothing has been laid out."""
    rows = Seat.objects.filter(plan__meeting=meeting, participant__isnull=False)
    return {key: label for key, label in rows.values_list("participant", "label") if key is not None}


def issued_seats(meeting: Meeting) -> dict[int, str]:
    """The same for those who come: nothing before the seats were issued."""
    plan = SeatPlan.objects.filter(meeting=meeting, issued_at__isnull=False)
    return seats_of(meeting) if plan.exists() else {}
