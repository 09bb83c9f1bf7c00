"""What happens to every request: its size, its person, idle sessions, duties at sign-in, and refusals."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhongshu.apps.org.models import Person
from zhongshu.apps.shell import errors
from zhongshu.lib.refusal import Refused

Respond = Callable[[HttpRequest], HttpResponse]

MEGABYTE = 1024 * 1024
#: A session's last use is written at most this often, so that reading pages costs no write.
SEEN_EVERY_SECONDS = 60
#: Room for the rest of a form around the files in it.
FORM_ROOM = MEGABYTE


class UploadLimitMiddleware:
    """Refuse a body over MAX_UPLOAD_MB by its announced length, before anything reads it."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.limit = settings.MAX_UPLOAD_MB

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        if length > self.limit * MEGABYTE + FORM_ROOM:
            response = errors.respond(request, errors.too_large(self.limit))
            response["Connection"] = "close"
            return response
        return self.get_response(request)


class PersonMiddleware:
    """Set ``request.person``: the member of staff who is signed in and in service, or None."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.person = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            request.person = (  # type: ignore[attr-defined]
                Person.objects.select_related("organ", "administrator")
                .filter(user=request.user.pk, left_on__isnull=True)
                .first()
            )
        return self.get_response(request)


class IdleMiddleware:
    """Sign out who has not used the pages for SESSION_IDLE_MINUTES; the bell's own polling does not count as use."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.limit = settings.SESSION_IDLE_MINUTES * 60

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            seen = request.session.get("seen_at", now)
            if now - seen > self.limit:
                logout(request)
            elif not _is_polling(request) and (now - seen > SEEN_EVERY_SECONDS or "seen_at" not in request.session):
                request.session["seen_at"] = now
        return self.get_response(request)


def _is_polling(request: HttpRequest) -> bool:
    return request.headers.get("X-Polling") == "yes"


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Every view needs a signed-in person unless it says otherwise, and each kind of asker is told in its own way."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:  # type: ignore[override]
        return errors.signed_out(request)


class SignInDutyMiddleware:
    """Who must first choose a password or set up a second factor gets to nothing else (noted in the session)."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        duty = request.session.get("sign_in_duty", "")
        if duty and request.user.is_authenticated and not self._allowed(request, duty):
            return HttpResponseRedirect(reverse(duty))
        return self.get_response(request)

    @staticmethod
    def _allowed(request: HttpRequest, duty: str) -> bool:
        always = (reverse("account_logout"), reverse("account_reauthenticate"), settings.STATIC_URL)
        return request.path.startswith((*always, reverse(duty)))


class RefusedMiddleware:
    """A guard's refusal becomes a page that says what happened and what to do (status 409)."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return errors.refused(request, exception) if isinstance(exception, Refused) else None
