"""Signing in: by name and password, locked after five wrong ones, an own password first, a second factor where asked."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.org.actions import set_password
from zhongshu.apps.shell.sign_in import MixedCharacters

pytestmark = [pytest.mark.urls("tests.apps.shell.gallery"), pytest.mark.django_db]

LOGIN = "/accounts/login/"
NEW = "Qingshi-Zhen-2027"


@pytest.fixture(autouse=True)
def counting_failures(settings):
    settings.AXES_ENABLED = True


def enter(client, name, password=PASSWORD):
    return client.post(LOGIN, {"login": name, "password": password})


def test_right_password_leads_to_the_desk(accounts):
    client = Client()
    response = enter(client, "drafter")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.get("/gallery/components/").status_code == 200


def test_wrong_password_says_so_and_nothing_more(accounts):
    known, unknown = enter(Client(), "drafter", "wrong"), enter(Client(), "nobody", "wrong")
    assert known.status_code == unknown.status_code == 200
    words = [
        re.sub(r'value="[^"]*"|nonce="[^"]*"|"X-CSRFToken": "[^"]*"', "", page.content.decode())
        for page in (known, unknown)
    ]
    assert words[0] == words[1]


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(accounts):
    for name in ("drafter", "Drafter", "DRAFTER ", "drafter"):
        assert enter(Client(), name, "wrong").status_code == 200
    locked = enter(Client(), "drafter", "wrong")
    assert locked.status_code == 429
    assert "账号已锁定" in locked.content.decode()
    assert "30 分钟后自动解除" in locked.content.decode()
    right = Client()
    assert enter(right, "drafter").status_code == 429
    assert right.get("/gallery/components/").status_code == 302
    assert enter(Client(), "vetter").status_code == 302


def test_a_new_password_from_the_administrator_ends_the_lock(accounts):
    for _ in range(6):
        enter(Client(), "drafter", "wrong")
    set_password(actor=SYSTEM, person=accounts.drafter, password=NEW)
    assert enter(Client(), "drafter", NEW).status_code == 302


def test_a_success_forgets_earlier_slips(accounts):
    for _ in range(2):
        for _ in range(4):
            enter(Client(), "drafter", "wrong")
        assert enter(Client(), "drafter").status_code == 302


def test_nobody_signs_up_or_resets_by_themselves(db):
    for path in ("/accounts/signup/", "/accounts/password/reset/", "/accounts/email/"):
        assert Client().get(path).status_code == 404


def test_an_issued_password_must_be_changed_first(accounts):
    set_password(actor=SYSTEM, person=accounts.drafter, password="Given-By-Admin-1")
    client = Client()
    enter(client, "drafter", "Given-By-Admin-1")
    response = client.get("/gallery/components/")
    assert (response.status_code, response["Location"]) == (302, reverse("account_change_password"))
    assert "系统管理员设置的" in client.get(reverse("account_change_password")).content.decode()
    client.post(
        reverse("account_change_password"),
        {"oldpassword": "Given-By-Admin-1", "password1": NEW, "password2": NEW},
    )
    assert client.get("/gallery/components/").status_code == 200
    again = Client()
    enter(again, "drafter", NEW)
    assert again.get("/gallery/components/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_administrators_need_a_second_factor_where_asked(accounts, settings):
    settings.REQUIRE_ADMIN_MFA = True
    staff, admin = Client(), Client()
    enter(staff, "drafter")
    enter(admin, "sysadmin")
    assert staff.get("/gallery/components/").status_code == 200
    assert admin.get("/gallery/components/")["Location"] == reverse("mfa_index")
    assert "管理员账号须有第二重验证" in admin.get(reverse("mfa_index")).content.decode()
    code = activate(admin)
    assert admin.get("/gallery/components/").status_code == 200
    later = Client()
    assert enter(later, "sysadmin")["Location"] == reverse("mfa_authenticate")
    assert later.get("/gallery/components/").status_code == 302
    assert (
        later.post(reverse("mfa_authenticate"), {"code": "000000" if code != "000000" else "111111"}).status_code == 200
    )
    recovery = recovery_code(admin)
    assert later.post(reverse("mfa_authenticate"), {"code": recovery}).status_code == 302
    assert later.get("/gallery/components/").status_code == 200


def activate(client):
    confirm(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<strong>([A-Z2-7]+)</strong>", page)[1]
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post(reverse("mfa_activate_totp"), {"code": code}).status_code == 302
    return code


def confirm(client):
    """The password once more, as the pages that change the account's safety ask."""
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def recovery_code(client):
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    return re.search(r"<li>(\w+)</li>", page)[1]


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_change_password", "account_logout"]
)
def test_account_pages_are_in_chinese(name, accounts):
    client = Client()
    enter(client, "drafter")
    confirm(client)
    page = client.get(reverse(name)).content.decode()
    body = re.sub(r"<script.*?</script>|<[^>]+>|[A-Z2-7]{20,}|TOTP", " ", page[page.index("<main") :], flags=re.S)
    assert not re.findall(r"[A-Za-z]{4,}", body)


@pytest.mark.parametrize("password", ["Mingchuan-2026", "明川2026!", "abcDEF123"])
def test_three_kinds_of_characters_are_enough(password):
    MixedCharacters().validate(password)


@pytest.mark.parametrize("password", ["mingchuan2026", "明川县明川县2026", "ABCDEFGHIJ"])
def test_fewer_kinds_are_refused(password):
    with pytest.raises(ValidationError, match="至少三种"):
        MixedCharacters().validate(password)
