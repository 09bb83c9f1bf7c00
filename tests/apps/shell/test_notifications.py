"""Notifications: told once, read by their owner, seen by nobody else."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.shell.actions import forget_notices_about, mark_all_read, mark_read, notify
from zhongshu.apps.shell.models import Notification
from zhongshu.apps.shell.queries import BELL_LIMIT, unread_count, visible_to

SECRET = "《关于某同志任免的通知》请核稿"


def tell(to, text="请核稿", key="", **more):
    notify(actor=SYSTEM, to=to, text=text, url="/outgoing/1/", key=key, **more)
    found = Notification.objects.filter(person=to)
    return (found.filter(key=key) if key else found).latest("pk")


def test_the_same_key_tells_once(cast):
    first = tell(cast.vetter, key="work-1")
    assert tell(cast.vetter, text="又一次", key="work-1") == first
    assert visible_to(cast.vetter).get().text == "请核稿"


def test_a_key_is_one_persons_own(cast):
    assert tell(cast.vetter, key="work-1") != tell(cast.drafter, key="work-1")


def test_without_a_key_every_telling_counts(cast):
    tell(cast.vetter)
    tell(cast.vetter)
    assert unread_count(cast.vetter) == 2


def test_telling_again_does_not_unread(cast):
    mark_read(actor=cast.vetter, notification=tell(cast.vetter, key="work-1"))
    tell(cast.vetter, key="work-1")
    assert unread_count(cast.vetter) == 0


def test_a_long_text_is_cut_not_refused(cast):
    assert tell(cast.vetter, text="长" * 900).text == "长" * 299 + "…"


def test_only_the_owner_can_mark_as_read(cast):
    note = tell(cast.vetter)
    mark_read(actor=cast.outsider, notification=note)
    mark_all_read(actor=cast.outsider)
    assert unread_count(cast.vetter) == 1


def test_what_is_settled_leaves_the_bell(cast):
    tell(cast.vetter, about=cast.office)
    tell(cast.drafter, about=cast.office)
    tell(cast.vetter, about=cast.town)
    assert forget_notices_about(about=cast.office, to=cast.vetter) == 1
    assert (unread_count(cast.vetter), unread_count(cast.drafter)) == (1, 1)


def test_the_page_shows_ones_own_and_nobody_elses(sign_in, accounts):
    tell(accounts.vetter, text=SECRET)
    assert SECRET in sign_in("vetter").get(reverse("notifications")).content.decode()
    for part in ("drafter", "outsider", "sysadmin", "auditadmin"):
        assert SECRET not in sign_in(part).get(reverse("notifications")).content.decode()


def test_opening_marks_as_read_and_goes_on(sign_in, accounts):
    note = tell(accounts.vetter)
    response = sign_in("vetter").get(reverse("notification", args=[note.pk]))
    assert (response.status_code, response["Location"]) == (302, "/outgoing/1/")
    assert unread_count(accounts.vetter) == 0


def test_opening_somebody_elses_is_not_found(sign_in, accounts):
    note = tell(accounts.vetter)
    assert sign_in("outsider").get(reverse("notification", args=[note.pk])).status_code == 404
    assert unread_count(accounts.vetter) == 1


def test_an_address_outside_the_house_is_not_followed(sign_in, accounts):
    notify(actor=SYSTEM, to=accounts.vetter, text="请核稿", url="https://example.com/")
    note = Notification.objects.get()
    assert sign_in("vetter").get(reverse("notification", args=[note.pk]))["Location"] == reverse("notifications")


def test_the_bell_counts_and_stops_counting(sign_in, accounts):
    Notification.objects.bulk_create(
        Notification(person=accounts.vetter, text=str(n), url="/") for n in range(BELL_LIMIT + 40)
    )
    client = sign_in("vetter")
    assert f"{BELL_LIMIT}+" in client.get(reverse("bell")).content.decode()
    client.post(reverse("notifications_read_all"))
    assert "没有未读" in client.get(reverse("bell")).content.decode()


def test_the_page_asks_a_constant_number_of_questions(sign_in, accounts):
    client = sign_in("vetter")
    asked = []
    for _ in range(3):
        tell(accounts.vetter)
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("notifications"))
        asked.append(len(captured))
    assert asked[1] == asked[2]
