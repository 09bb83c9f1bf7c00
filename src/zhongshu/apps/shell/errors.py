"""Pages for what could not be done: what happened, that nothing was lost, what to do."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import requires_csrf_token

from zhongshu.lib.refusal import Refused

NOT_KEPT = {"csrfmiddlewaretoken", "password", "oldpassword", "password1", "password2", "code", "credential"}


@dataclass(frozen=True)
class Failure:
    """One failure in words. ``heading`` and ``message`` say what happened, ``remedy`` what to do."""

    status: int
    heading: str
    message: str
    remedy: str = ""
    basis: str = ""


FORBIDDEN = Failure(
    403, "您不能打开这一页", "这一页不在您的知悉或办理范围内。", "如因工作需要，请向承办人或安全保密管理员申请。"
)
NOT_FOUND = Failure(
    404,
    "没有找到这一页",
    "地址可能有误，或者内容已移走，或者不在您的知悉范围内。",
    "请从左侧目录进入，或用上方的搜索框查找。",
)
BAD_REQUEST = Failure(
    400, "提交的内容无法识别", "浏览器发来的内容不完整或格式不对，没有做任何改动。", "请返回上一页刷新后重新提交。"
)
TOO_MANY = Failure(
    413,
    "一次提交的内容太多",
    "表单内容超过了一次可以接收的数量，没有做任何改动。",
    "请返回上一页，分几次提交；大段文字请用“上传文稿”。",
)
STALE_FORM = Failure(
    403,
    "页面放置太久，需要刷新",
    "为防止他人冒用，每次登录后页面的校验码会更换；这一页的校验码已经失效，没有做任何改动。",
    "请返回上一页，复制好已填的内容，刷新页面后重新提交。",
)


SIGNED_OUT = Failure(
    401,
    "登录已过期",
    "您已经退出登录，或者离开太久自动退出；刚才这一步没有办，写好的内容没有丢。",
    "请在新窗口登录，再回到这里继续。",
)
#: htmx stops polling on this status.
STOP_POLLING = 286


def too_large(limit_mb: int) -> Failure:
    return Failure(
        413,
        "上传的文件太大",
        f"一次上传不能超过 {limit_mb} MB，这次的文件没有接收，已有的内容没有变动。",
        "请压缩或拆分后再传；确需上传大文件，请系统管理员调整“单次上传上限”。",
    )


def respond(request: HttpRequest, failure: Failure) -> HttpResponse:
    """The failure as the asker can use it: JSON for scripts, a message in place for htmx, else a page."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse(
            {"message": failure.message, "remedy": failure.remedy, "basis": failure.basis}, status=failure.status
        )
    if request.headers.get("HX-Request"):
        return _fragment(failure)
    context = {
        "failure": failure,
        "typed": _typed(request) if failure.status in (401, 403, 409) else [],
    }
    return render(request, "shell/failure.html", context, status=failure.status)


def _fragment(failure: Failure) -> HttpResponse:
    # htmx swaps an answer of 409 only (see the page's htmx-config); the real status of a refusal is that anyway.
    response = HttpResponse(render_to_string("shell/components/failure_message.html", {"failure": failure}), status=409)
    response["HX-Retarget"] = "#messages"
    response["HX-Reswap"] = "innerHTML show:top"
    return response


def _typed(request: HttpRequest) -> list[str]:
    """What the person had typed, so that it can be copied from the page that refuses it."""
    if request.method != "POST":
        return []
    return [
        value
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_KEPT and len(value.strip()) >= 4
    ]


def signed_out(request: HttpRequest) -> HttpResponse:
    """The answer to somebody who is not signed in (any more): the way in, without losing what was typed."""
    if request.headers.get("X-Polling"):
        return render(request, "shell/components/signed_out_bell.html", status=STOP_POLLING)
    plain_page = request.method in ("GET", "HEAD") and not request.headers.get("HX-Request")
    if plain_page and not request.headers.get("Accept", "").startswith("application/json"):
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    return respond(request, SIGNED_OUT)


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    return respond(request, Failure(HTTPStatus.CONFLICT, "没有办成", refusal.message, refusal.remedy, refusal.basis))


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    too_much = isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent))
    return respond(request, TOO_MANY if too_much else BAD_REQUEST)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return respond(request, FORBIDDEN)


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return respond(request, NOT_FOUND)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """The page for a fault of ours: it uses neither the database nor the session, which may be what failed."""
    return HttpResponse(render_to_string("shell/server_error.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return respond(request, STALE_FORM)
