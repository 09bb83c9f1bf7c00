"""The results of the one search box."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from zhongshu.apps.search import queries
from zhongshu.apps.shell.views import StaffRequest, staff

KINDS = {"": "全部", "outgoing.paper": "公文", "incoming.paper": "收文", "org.person": "人员", "archive.item": "档案"}
PER_PAGE = 50


@staff
def results(request: StaffRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    kind = request.GET.get("kind", "")
    found = queries.find(request.person, text, kind if kind in KINDS else "")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "search/results.html", {"text": text, "kind": kind, "kinds": KINDS, "page": page})
