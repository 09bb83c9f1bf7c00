"""Addresses: one line per app, each app keeps its own."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

PREFIXES = {"desk": "", "shell": ""}


def _app_urls() -> list:
    found = []
    for name in (*settings.GROUND, *settings.FUNCTIONS):
        module = f"zhongshu.apps.{name}.urls"
        if find_spec(module):
            found.append(path(PREFIXES.get(name, f"{name}/"), include(module)))
    return found


urlpatterns = [*_app_urls(), path("accounts/", include("zhongshu.apps.shell.account_urls"))]

handler400 = "zhongshu.apps.shell.errors.bad_request"
handler403 = "zhongshu.apps.shell.errors.permission_denied"
handler404 = "zhongshu.apps.shell.errors.page_not_found"
handler500 = "zhongshu.apps.shell.errors.server_error"
