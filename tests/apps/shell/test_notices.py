"""Flows ring bells: who gets something to do is told, who did it is not, what is settled is off the bell."""

from datetime import timedelta

from tests.apps.flow.papers import start, submit, walk_to, work_at
from zhongshu.apps.flow import actions
from zhongshu.apps.flow.actions.administering import remind
from zhongshu.apps.shell.queries import unread_of, visible_to


def texts(person):
    return list(unread_of(person).values_list("text", flat=True))


def test_the_next_holder_is_told_and_the_sender_is_not(cast):
    flow = start(cast)
    assert texts(cast.drafter) == []
    submit(flow)
    holder = work_at(flow).holder
    assert texts(holder) == [f"请办理“{work_at(flow).step_name}”：《关于试验的通知》"]
    assert visible_to(holder).get().by_name == "林晓雯"
    assert visible_to(holder).get().url == f"/flow/work/{work_at(flow).pk}/"
    for person in cast.people.values():
        if person != holder:
            assert texts(person) == []


def test_what_is_done_is_off_the_bell(cast):
    flow = start(cast)
    submit(flow)
    holder = work_at(flow).holder
    submit(flow)
    assert texts(holder) == []
    assert visible_to(holder).count() == 1


def test_chasing_tells_each_time(cast):
    flow = start(cast)
    work = walk_to(flow, "vet")
    before = len(texts(work.holder))
    for words in ("请今日办结。", "请再加快。"):
        actions.chase(actor=cast.drafter, work=work, text=words)
    told = texts(work.holder)
    assert len(told) == before + 2
    assert any("请今日办结。" in text for text in told)
    assert texts(cast.drafter) == []


def test_a_reminder_is_told_once(cast):
    flow = start(cast)
    submit(flow)
    work = work_at(flow)
    work.due_at = work.opened_at - timedelta(days=1)
    work.save(update_fields=["due_at"])
    for _ in range(2):
        remind(work=work, now=work.opened_at)
    assert len([text for text in texts(work.holder) if "已超过办理时限" in text]) == 1
