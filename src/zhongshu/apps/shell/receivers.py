"""What the frame does when something is announced."""

from typing import Any

from allauth.account.signals import password_changed, password_set, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.conf import settings
from django.dispatch import receiver

from zhongshu.apps.org.events import password_given
from zhongshu.apps.org.models import Administrator, Person
from zhongshu.apps.shell import actions
from zhongshu.apps.shell.models import IssuedPassword

PASSWORD, SECOND_FACTOR = "account_change_password", "mfa_index"  # names of the pages where the duty is done


@receiver(password_given)
def password_came_from_outside(person: Person, **_: Any) -> None:
    if person.user is not None:
        actions.require_password_change(user=person.user)


@receiver(user_logged_in)
def note_duties(request: Any, user: Any, **_: Any) -> None:
    """At sign-in: what must be done before anything else is written into the session."""
    request.session["sign_in_duty"] = _duty(user)


@receiver([password_changed, password_set])
def password_chosen(request: Any, user: Any, **_: Any) -> None:
    actions.password_is_own(user=user)
    request.session["sign_in_duty"] = _duty(user)


@receiver([authenticator_added, authenticator_removed])
def second_factor_changed(request: Any, user: Any, **_: Any) -> None:
    request.session["sign_in_duty"] = _duty(user)


def _duty(user: Any) -> str:
    if IssuedPassword.objects.filter(user=user).exists():
        return PASSWORD
    if settings.REQUIRE_ADMIN_MFA and Administrator.objects.filter(person__user=user).exists():
        has_factor = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
        return "" if has_factor else SECOND_FACTOR
    return ""
