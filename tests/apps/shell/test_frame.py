"""The frame of the pages: who gets in, what the browser may run, and places and lists."""

import re
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.test import Client, RequestFactory
from django.urls import reverse

from zhongshu.apps.org.models import Person
from zhongshu.apps.shell import navigation
from zhongshu.apps.shell.assets import SOURCES, asset
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.navigation import Place

pytestmark = [pytest.mark.urls("tests.apps.shell.gallery"), pytest.mark.django_db]

PAGES = [
    "/gallery/components/",
    "/gallery/people/",
    "/gallery/drafting/",
    "/gallery/diagram/",
    "/notifications/",
    "/nowhere/",
]


@pytest.mark.parametrize("path", [*PAGES, "/accounts/login/"])
def test_pages_carry_a_policy_and_need_no_inline_script_or_style(path, sign_in):
    client = Client() if "login" in path else sign_in("drafter")
    response = client.get(path)
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy.split("; ")  # in whatever order they stand
    assert "unsafe" not in policy
    page = response.content.decode()
    scripts = re.findall(r"<script\b([^>]*)>", page)
    assert scripts
    assert all("src=" in attributes or 'type="application/json"' in attributes for attributes in scripts)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|javascript:|hx-on", page)


@pytest.mark.parametrize("path", PAGES[:4])
def test_pages_have_one_heading_landmarks_and_a_skip_link(path, sign_in):
    page = sign_in("drafter").get(path).content.decode()
    assert len(re.findall(r"<h1\b", page)) == 1
    for part in ('class="skip-link" href="#main"', "<main", 'id="main"', "<header", 'role="search"', 'lang="zh-CN"'):
        assert part in page


@pytest.mark.parametrize("path", PAGES[:5])
def test_without_signing_in_there_is_only_the_way_to_sign_in(path):
    response = Client().get(path)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


def test_a_script_that_is_signed_out_is_told_in_its_own_way(db):
    response = Client().post("/gallery/autosave/", headers={"Accept": "application/json"})
    assert response.status_code == 401
    assert "登录" in response.json()["message"]


def test_a_part_of_a_page_that_is_signed_out_stays_where_it_is(db):
    response = Client().post("/gallery/autosave/", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Retarget"]) == (409, "#messages")
    assert "在新窗口登录" in response.content.decode()


def test_the_bell_of_somebody_signed_out_stops_ringing(db):
    response = Client().get("/notifications/bell/", headers={"HX-Request": "true", "X-Polling": "yes"})
    assert response.status_code == 286
    assert "登录已过期" in response.content.decode()


def test_a_form_sent_after_the_session_ended_gives_back_what_was_typed(db):
    response = Client().post("/gallery/drafting/", {"body": "写了一上午的意见"})
    assert response.status_code == 401
    assert "写了一上午的意见" in response.content.decode()


def test_an_account_without_a_member_of_staff_gets_nowhere(db):
    client = Client()
    user = get_user_model().objects.create_user("nobody", password="x")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/gallery/components/").status_code == 403


def test_who_has_left_gets_nowhere(sign_in, accounts):
    client = sign_in("drafter")
    Person.objects.filter(pk=accounts.drafter.pk).update(left_on="2026-01-01")
    assert client.get("/gallery/components/").status_code == 403


def test_idle_sessions_end_and_polling_does_not_keep_them(sign_in, settings):
    client = sign_in("drafter")
    client.get("/gallery/components/")
    session = client.session
    session["seen_at"] -= settings.SESSION_IDLE_MINUTES * 60 - 5
    session.save()
    assert client.get("/notifications/bell/", headers={"X-Polling": "yes"}).status_code == 200
    assert client.session["seen_at"] == session["seen_at"]
    session["seen_at"] -= 10
    session.save()
    assert client.get("/gallery/components/").status_code == 302


def test_reading_a_page_writes_nothing_within_a_minute(sign_in, django_assert_max_num_queries):
    client = sign_in("drafter")
    client.get("/gallery/diagram/")
    with django_assert_max_num_queries(22) as asked:
        client.get("/gallery/diagram/")
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)


def test_every_entry_point_is_built():
    for name in SOURCES:
        assert asset(name).file.startswith("/static/shell/dist/")
    assert asset("main").script
    assert asset("main").styles


class TestPlaces:
    """The left column."""

    def lines(self, monkeypatch, path, *places):
        monkeypatch.setattr(navigation, "_declared", lambda _name: places)
        request = SimpleNamespace(path=path, person=SimpleNamespace(name="林晓雯"))
        return navigation.places(request)

    def test_groups_stand_in_the_offices_order_and_the_longest_address_is_current(self, monkeypatch):
        found = self.lines(
            monkeypatch,
            "/notifications/bell/",
            Place("系统管理", "铃", "bell"),
            Place("工作台", "提醒", "notifications"),
            Place("工作台", "看不见", "notifications", order=1, shown_to=lambda _person: False),
        )
        assert [(group, [line.label for line in lines]) for group, lines in found] == [
            ("工作台", ["提醒"]),
            ("系统管理", ["铃"]),
        ]
        assert [line.label for _, lines in found for line in lines if line.current] == ["铃"]

    def test_nobody_signed_in_sees_no_places(self):
        assert navigation.places(SimpleNamespace(path="/", person=None)) == []


class TestLists:
    """Filters and sort in the address."""

    def page(self, query, **options):
        request = RequestFactory().get("/?" + query)
        return listing(request, Person.objects.all(), sorts={"name": "name", "rank": "rank"}, default="rank", **options)

    def test_sorts_both_ways_and_ignores_other_keys(self, cast):
        assert self.page("sort=rank").rows[0].rank == 1
        assert self.page("sort=-rank").rows[0].rank == 1000
        assert self.page("sort=user__password").sort == "rank"

    def test_a_page_beyond_the_end_is_the_last_page(self, cast):
        assert self.page("page=999", per_page=5).page.number == 4
        assert self.page("page=abc", per_page=5).page.number == 1

    def test_rows_are_read_from_elsewhere_in_the_same_order(self, cast):
        for query in ("", "sort=-name&page=2", "sort=rank&page=999"):
            plain, quick = self.page(query, per_page=5), self.page(query, per_page=5, rows=Person.objects.all())
            assert (quick.rows, quick.count, quick.page.number) == (plain.rows, plain.count, plain.page.number)

    def test_rows_from_elsewhere_are_on_the_list_and_behind_their_own_door(self, cast):
        request, others = RequestFactory().get("/"), Person.objects.exclude(pk=cast.drafter.pk)
        for queryset, rows in ((others, Person.objects.all()), (Person.objects.all(), others)):
            assert set(listing(request, queryset, rows=rows).rows) == set(others)

    def test_links_keep_filters(self, sign_in):
        page = sign_in("drafter").get("/gallery/people/?q=a&sort=-name").content.decode()
        assert "?q=a&amp;sort=name" in page
        assert "?q=a&amp;sort=-name&amp;page=2" in page
        assert 'aria-sort="descending"' in page
