"""Vehicles of a visit with their passengers."""

from django.db.models import Count, Prefetch, QuerySet

from zhongshu.apps.meetings.models import Meeting, Passenger, Vehicle


def vehicles_of(meeting: Meeting) -> QuerySet[Vehicle]:
    """With ``people`` (passengers by rank) and ``riding``."""
    people = Passenger.objects.select_related("participant").order_by("participant__rank", "pk")
    found = Vehicle.objects.filter(meeting=meeting).annotate(riding=Count("passengers"))
    return found.prefetch_related(Prefetch("passengers", people, to_attr="people"))  # type: ignore[no-redef]
