"""Saved filters: a person's own, for one list, by name."""

import pytest
from django.urls import reverse

from zhongshu.apps.shell.actions import MOST_VIEWS, forget_view, save_view
from zhongshu.apps.shell.queries import saved_views
from zhongshu.lib.refusal import Refused

pytestmark = pytest.mark.urls("tests.apps.shell.gallery")

LIST = "/gallery/people/"


def save(actor, name="超期的", query="state=late", path=LIST):
    return save_view(actor=actor, path=path, name=name, query=query)


def test_the_same_name_replaces(cast):
    save(cast.clerk)
    save(cast.clerk, query="state=late&sort=-rank")
    assert [view.query for view in saved_views(cast.clerk, LIST)] == ["state=late&sort=-rank"]


def test_nobody_else_sees_or_drops_them(cast):
    view = save(cast.clerk)
    forget_view(actor=cast.outsider, view=view)
    assert not saved_views(cast.outsider, LIST).exists()
    assert saved_views(cast.clerk, LIST).exists()
    assert not saved_views(cast.clerk, "/elsewhere/").exists()


def test_nothing_to_keep_is_refused(cast):
    with pytest.raises(Refused, match="没有筛选条件"):
        save(cast.clerk, query="")


def test_a_list_has_at_most_so_many(cast):
    for number in range(MOST_VIEWS):
        save(cast.clerk, name=str(number))
    save(cast.clerk, name="0", query="q=1")
    with pytest.raises(Refused, match="最多存"):
        save(cast.clerk, name="再一个")


def test_saving_and_dropping_on_the_page(sign_in):
    client = sign_in("clerk")
    response = client.post(reverse("save_view"), {"name": "超期的", "address": f"{LIST}?state=late"})
    assert response["Location"] == f"{LIST}?state=late"
    page = client.get(LIST).content.decode()
    assert "超期的" in page
    assert f'href="{LIST}?state=late"' in page
    pk = saved_views(response.wsgi_request.person, LIST).get().pk
    assert client.post(reverse("forget_view", args=[pk]))["Location"] == LIST
    assert "超期的" not in client.get(LIST).content.decode()


def test_an_address_outside_the_house_is_refused(sign_in):
    response = sign_in("clerk").post(reverse("save_view"), {"name": "x", "address": "https://example.com/?a=1"})
    assert response.status_code == 409


def test_another_ones_view_is_not_found(sign_in, accounts):
    view = save(accounts.clerk)
    assert sign_in("outsider").post(reverse("forget_view", args=[view.pk])).status_code == 404
