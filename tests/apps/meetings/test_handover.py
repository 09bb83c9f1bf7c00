"""Who leaves hands meetings, tasks and papers to a successor; what names the officer is issued anew."""

import pytest

from tests.apps.meetings.steps import notified
from zhongshu.apps.meetings.models import IssuedSheet, Meeting
from zhongshu.apps.org import actions as org
from zhongshu.apps.org.queries import holdings_of

pytestmark = pytest.mark.django_db


def test_everything_goes_to_the_successor(cast):
    meeting = notified(cast)
    assert {"负责的会议", "会务任务：会议方案"} <= {row.kind for row in holdings_of(cast.section_head)}
    org.hand_over(actor=cast.sysadmin, leaver=cast.section_head, successor=cast.drafter, reason="调动", leaving=True)
    meeting = Meeting.objects.get(pk=meeting.pk)
    assert meeting.officer == cast.drafter
    assert not meeting.tasks.filter(holder=cast.section_head, state="open").exists()
    assert not holdings_of(cast.section_head)
    notice = IssuedSheet.objects.filter(meeting=meeting, kind="notice").order_by("-version")[0]
    assert "林晓雯" in notice.content["text"]


def test_a_chair_who_leaves_is_followed_by_the_next(cast):
    meeting = notified(cast)
    org.hand_over(actor=cast.sysadmin, leaver=cast.principal_leader, successor=cast.deputy_leader, reason="职务变动")
    meeting = Meeting.objects.get(pk=meeting.pk)
    assert meeting.chair == cast.deputy_leader
    script = IssuedSheet.objects.filter(meeting=meeting, kind="chair_script").order_by("-version")[0]
    assert script.content["chair"] == "罗文斌"
