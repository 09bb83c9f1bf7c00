"""From a task of the second phase to the page on which it is done."""

from django import template
from django.urls import reverse

from zhongshu.apps.meetings.models import MeetingTask

register = template.Library()

#: Task → the page of the meeting it is done on.
PAGES = {
    "check_in": "during", "preparatory": "during", "speeches": "speeches", "record": "begin_record", "groups": "groups",
    "visit": "visit", "bulletins": "bulletins",
}  # fmt: skip


@register.filter
def done_on(task: MeetingTask) -> str:
    """``{{ task|done_on }}``: the page's address, or an empty string."""
    page = PAGES.get(task.key)
    return reverse(f"meetings:{page}", args=[task.meeting_id]) if page else ""
