"""Home pages and the director's board, over flows of the real engine."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.apps.flow.papers import holder_at, start, submit, walk_to
from zhongshu.apps.access import subjects
from zhongshu.apps.access.models import Grant
from zhongshu.apps.desk import queries
from zhongshu.apps.desk.lights import Lights
from zhongshu.apps.flow import actions
from zhongshu.apps.flow.models import Work
from zhongshu.apps.org import actions as org
from zhongshu.apps.org.models import Person

BOARD = [
    "desk:board",
    "desk:board_standing",
    "desk:board_late",
    "desk:board_long",
    "desk:board_phones",
    "desk:board_unowned",
]


def make_known(flow, *people) -> None:
    for person in people:
        key = {"object_type": flow.subject_type, "object_id": flow.subject_id}
        Grant.objects.get_or_create(**key, subject=subjects.person_key(person), defaults={"reason": "经办"})


def make_late(flow, days: int = 3) -> None:
    Work.objects.filter(flow=flow, responsible=True).update(due_at=timezone.now() - timedelta(days=days, hours=1))


def phoned(cast, **more):
    """A flow whose signature the principal leader owes."""
    flow = start(cast, **more)
    work = walk_to(flow, "sign_off")
    actions.approve_by_phone(
        actor=cast.director, work=work, called_at=timezone.now(), question="是否同意印发", answer="同意印发"
    )
    return flow


def test_what_is_to_do_lies_on_the_home_page(sign_in, accounts):
    flow = start(accounts, title="关于防汛的通知", urgency="urgent")
    words = sign_in("drafter").get("/").content.decode()
    assert "关于防汛的通知" in words
    assert "加急" in words
    assert "剩 1 个工作日" in words
    submit(flow)
    vetter = next(part for part, person in accounts.people.items() if person == holder_at(flow))
    assert [work.title for work, _ in sign_in(vetter).get("/").context["works"]] == ["关于防汛的通知"]
    assert "关于防汛的通知" not in sign_in("drafter").get("/").content.decode()
    done = sign_in("drafter").get(reverse("desk:box", args=["done"]))
    assert [work.title for work, _ in done.context["works"]] == ["关于防汛的通知"]


def test_a_box_holds_only_its_owners_works(sign_in, accounts):
    start(accounts, title="只在经办人桌上的件")
    for part in accounts.people:
        seen = "只在经办人桌上的件" in sign_in(part).get("/").content.decode()
        assert seen is (part == "drafter"), part


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("q=防汛", {"防汛"}),
        ("urgency=urgent", {"会议"}),
        ("light=red", {"防汛"}),
        ("light=yellow", {"会议"}),
        ("kind=read", set()),
    ],
)
def test_filters_stand_in_the_address(sign_in, accounts, query, titles):
    make_late(start(accounts, title="防汛"))
    start(accounts, title="会议", urgency="urgent")
    page = sign_in("drafter").get(f"/desk/in_hand/?{query}")
    assert {work.title for work, _ in page.context["works"]} == titles


def test_sorting_by_deadline(sign_in, accounts):
    start(accounts, title="甲")
    start(accounts, title="乙", urgency="urgent")
    page = sign_in("drafter").get("/desk/in_hand/?sort=due")
    assert [work.title for work, _ in page.context["works"]] == ["乙", "甲"]


def test_the_list_shows_fifty(sign_in, accounts):
    for number in range(51):
        start(accounts, title=f"第 {number} 件")
    page = sign_in("drafter").get("/desk/in_hand/")
    assert len(page.context["works"]) == 50
    assert len(sign_in("drafter").get("/desk/in_hand/?page=2").context["works"]) == 1


@pytest.mark.parametrize(
    ("part", "url"),
    [
        ("drafter", "/"),
        ("drafter", "/desk/in_hand/"),
        ("director", "/board/"),
        ("director", "/board/standing/"),
        ("director", "/board/late/"),
    ],
)
def test_query_counts_do_not_grow(sign_in, accounts, django_assert_num_queries, part, url):
    for _ in range(2):
        make_known(flow := start(accounts), accounts.director)
        make_late(flow)
    client = sign_in(part)
    client.get(url)
    with CaptureQueriesContext(connection) as before:
        assert client.get(url).status_code == 200
    for _ in range(6):
        make_known(flow := start(accounts), accounts.director)
        make_late(flow)
    with django_assert_num_queries(len(before)):
        client.get(url)


@pytest.mark.parametrize("url", BOARD)
def test_the_board_is_the_directors(sign_in, accounts, url):
    start(accounts)
    for part in accounts.people:
        expected = 200 if part in ("director", "deputy_director") else 403
        assert sign_in(part).get(reverse(url)).status_code == expected, part


def test_the_board_says_where_every_paper_stands(sign_in, accounts):
    make_late(start(accounts, title="超期的件"))
    submit(start(accounts, title="在核稿的件"))
    page = sign_in("director").get(reverse("desk:board"))
    assert [(row.name, row.red, row.total) for row in page.context["steps"]] == [("拟稿", 1, 1), ("核稿", 0, 1)]
    assert page.context["totals"]["total"] == 2
    listed = sign_in("director").get(reverse("desk:board_standing"), {"step": "核稿"})
    assert [work.step_name for work, _, _ in listed.context["works"]] == ["核稿"]


def test_the_board_shows_no_title_beyond_ones_knowledge(sign_in, accounts):
    secret, known = start(accounts, title="主任不知悉的件"), start(accounts, title="主任知悉的件")
    make_known(known, accounts.director)
    make_late(secret)
    make_late(known)
    for url in ("desk:board", "desk:board_late", "desk:board_standing"):
        words = sign_in("director").get(reverse(url)).content.decode()
        assert "主任知悉的件" in words
        assert "主任不知悉的件" not in words
        assert "不在您知悉范围内" in words


def test_no_holder_is_a_real_question(sign_in, accounts):
    start(accounts)
    client = sign_in("director")
    assert client.get(reverse("desk:board")).context["unowned"] == 0
    # What the engine and the handover never do: the holder goes and the work stays.
    Person.objects.filter(pk=accounts.drafter.pk).update(left_on=timezone.localdate())
    assert client.get(reverse("desk:board")).context["unowned"] == 1
    assert "这不应当发生" in client.get(reverse("desk:board_unowned")).content.decode()


def test_unsigned_phone_approvals_stay_on_the_board_until_signed(sign_in, accounts):
    flow = phoned(accounts, title="电话同意的件")
    make_known(flow, accounts.director)
    client = sign_in("director")
    page = client.get(reverse("desk:board"))
    assert page.context["unsigned"] == 1
    assert "电话同意的件" in page.content.decode()
    owed = Work.objects.get(flow=flow, kind="deferred")
    actions.countersign_later(actor=accounts.principal_leader, work=owed, text="同意")
    assert client.get(reverse("desk:board")).context["unsigned"] == 0


def test_works_held_too_long_are_named(sign_in, accounts):
    flow = start(accounts)
    client = sign_in("director")
    assert client.get(reverse("desk:board")).context["long"] == 0
    Work.objects.filter(flow=flow).update(received_at=timezone.now() - timedelta(days=20))
    assert client.get(reverse("desk:board")).context["long"] == 1


def test_the_leader_sees_what_to_sign_and_what_is_owed(sign_in, accounts):
    walk_to(start(accounts, title="等签发的件"), "sign_off")
    phoned(accounts, title="欠补签的件")
    page = sign_in("principal_leader").get("/")
    sections = {title: [work.title for work, _ in works] for title, works, _, _ in page.context["sections"]}
    assert sections["请您签批"] == ["等签发的件"]
    assert sections["电话同意，待您补签"] == ["欠补签的件"]


def test_stand_ins_see_what_lies_before_the_absent(sign_in, accounts):
    start(accounts, title="林晓雯桌上的件")
    now = timezone.now()
    assert "代办" not in [label for _, label, _, _ in sign_in("section_head").get("/").context["tabs"]]
    org.set_stand_in(
        actor=accounts.drafter,
        principal=accounts.drafter,
        stand_in=accounts.section_head,
        starts_at=now - timedelta(minutes=1),
        ends_at=now + timedelta(days=1),
    )
    page = sign_in("section_head").get(reverse("desk:box", args=["acting"]))
    assert "林晓雯桌上的件" in page.content.decode()


@pytest.mark.parametrize("part", ["sysadmin", "secadmin", "auditadmin"])
def test_administrators_have_no_boxes(sign_in, accounts, part):
    start(accounts, title="不该看到的件")
    assert "不该看到的件" not in sign_in(part).get("/").content.decode()
    assert sign_in(part).get(reverse("desk:box", args=["todo"])).status_code == 403


def test_todays_state_counts_this_day_only(accounts):
    flow = start(accounts)
    start(accounts)
    submit(flow)
    today = queries.today_of(accounts.drafter, timezone.now())
    assert (today.received, today.closed, today.overnight, today.late) == (2, 1, 0, 0)
    vetter = holder_at(flow)
    assert queries.today_of(vetter, timezone.now()).unsigned == 1
    Work.objects.filter(holder=vetter, box="todo").update(at=timezone.now() - timedelta(days=2))
    assert queries.today_of(vetter, timezone.now()).overnight == 1


def test_the_export_is_a_workbook(sign_in, accounts):
    start(accounts)
    response = sign_in("drafter").get(reverse("desk:export", args=["todo"]))
    assert response["Content-Type"].endswith("sheet")


@pytest.mark.django_db
def test_every_light_has_a_word():
    lights = Lights()
    now = lights.now
    for due in (
        None,
        now - timedelta(days=2),
        now - timedelta(minutes=5),
        now + timedelta(minutes=5),
        now + timedelta(days=30),
    ):
        assert lights.of(due).word
    assert lights.of(now - timedelta(days=2, hours=1)).word == "超期 2 天"


def test_the_yellow_boundary_agrees_with_the_light(db):
    lights = Lights()
    edge = lights.yellow_until()
    assert lights.of(edge - timedelta(minutes=1)).colour == "yellow"
    assert lights.of(edge + timedelta(minutes=1)).colour == "green"
