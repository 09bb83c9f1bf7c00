"""Sign-in: nobody signs up by themselves, too many wrong passwords lock, some must do something first."""

import re
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from axes.helpers import get_cool_off
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by the system administrator only, and are known by name, not by e-mail."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "账号或口令不正确。",
        "enter_current_password": "现在的口令不正确。",
        "incorrect_password": "口令不正确。",
        "too_many_login_attempts": "试的次数太多，请过几分钟再试。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """The pages show by themselves that one is signed in or out; only errors are worth a line."""
        template = kwargs.get("message_template") or (args[0] if args else "")
        if template in {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}:
            return
        super().add_message(request, level, *args, **kwargs)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by axes alone; allauth's own counter stays for second-factor codes."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail leaves this house; a changed second factor shows under 账号安全."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors in the office's words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "动态口令或备用码不正确；动态口令每 30 秒更换一次，请输入最新的。",
        "cannot_delete_authenticator": "不能停用第二重验证。",
    }


class MixedCharacters:
    """A password has at least three kinds of characters, as GB/T 22239-2019 (8.1.4.1) asks for complexity."""

    KINDS = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[\u4e00-\u9fff]", r"[^a-zA-Z0-9\u4e00-\u9fff]")

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        if sum(bool(re.search(kind, password)) for kind in self.KINDS) < 3:
            raise ValidationError(self.get_help_text(), code="password_not_mixed")

    def get_help_text(self) -> str:
        return "口令须包含大写字母、小写字母、数字、汉字、其他符号中的至少三种。"


def counted_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """The account a failed sign-in counts against: the name as typed, but in one spelling."""
    name = (credentials or {}).get("username") or request.POST.get("login")
    return name.strip().lower() if name else None


def locked_out(request: HttpRequest, _response: HttpResponse | None = None, _credentials: Any = None) -> HttpResponse:
    """The page after too many wrong passwords: how long it lasts and whom to ask."""
    pause = get_cool_off(request)
    minutes = int(pause.total_seconds() // 60) if pause else None
    context = {"minutes": minutes, "limit": settings.AXES_FAILURE_LIMIT}
    return render(request, "account/locked_out.html", context, status=429)
