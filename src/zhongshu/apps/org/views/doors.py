"""Doors to the administrators' pages: each role sees its own pages only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase

from zhongshu.apps.org import queries
from zhongshu.apps.org.models import Administrator
from zhongshu.apps.shell.views import StaffRequest, staff

View = Callable[..., HttpResponseBase]


def administrator(role: Administrator.Role) -> Callable[[View], View]:
    """``@administrator(Administrator.Role.SYSTEM)``: only that administrator may come in."""

    def decorate(view: View) -> View:
        @staff
        @wraps(view)
        def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not queries.is_administrator(request.person, role):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


system_administrator = administrator(Administrator.Role.SYSTEM)
security_administrator = administrator(Administrator.Role.SECURITY)
