"""On which seat each participant sits."""

from zhongshu.apps.meetings.models import Meeting, Seat


def seats_of(meeting: Meeting) -> dict[int, str]:
    """Participant's key → the seat's label; empty while nothing has been laid out."""
    rows = Seat.objects.filter(plan__meeting=meeting, participant__isnull=False)
    return {key: label for key, label in rows.values_list("participant", "label") if key is not None}
