"""allauth's forms in the office's words: labels above the fields, no placeholders, the rules stated once by the page."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from django.forms import Field


class _OfficeWords:
    """Mixed into a form: ``LABELS`` maps field names to their labels."""

    LABELS: dict[str, str]
    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.LABELS.items():
            self.fields[name].label = label
            self.fields[name].help_text = ""
            self.fields[name].widget.attrs.pop("placeholder", None)


class SignInForm(_OfficeWords, account.LoginForm):
    LABELS = {"login": "账号", "password": "口令"}


class PasswordForm(_OfficeWords, account.ChangePasswordForm):
    LABELS = {"oldpassword": "现在的口令", "password1": "新口令", "password2": "再输一次新口令"}


class ConfirmForm(_OfficeWords, account.ReauthenticateForm):
    LABELS = {"password": "口令"}


class CodeForm(_OfficeWords, second_factor.AuthenticateForm):
    LABELS = {"code": "动态口令或备用码"}


class ConfirmCodeForm(_OfficeWords, second_factor.ReauthenticateForm):
    LABELS = {"code": "动态口令或备用码"}


class ActivateCodeForm(_OfficeWords, totp.ActivateTOTPForm):
    LABELS = {"code": "手机上显示的 6 位数字"}
