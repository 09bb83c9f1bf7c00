"""系统管理员: people, posts, accounts, bodies, issuer codes. No page here shows a paper."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhongshu.apps.org import actions, forms, queries
from zhongshu.apps.org.models import IssuerCode, Organ, Person, Portfolio, Post, Unit
from zhongshu.apps.org.views.doors import system_administrator
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import StaffRequest


@system_administrator
@require_GET
def people(request: StaffRequest) -> HttpResponse:
    """GET ?q= &organ= &duty=: staff with their accounts."""
    filters = forms.DirectoryFilter(request.GET or None)
    found = queries.with_posts(filters.apply(request.person)).select_related("organ", "user", "administrator")
    rows = listing(
        request,
        found.order_by("organ__level", "organ__position", "organ", "rank", "pk"),
        sorts={"name": "initials", "rank": "rank", "seen": "user__last_login"},
    )
    return render(request, "org/admin_people.html", {"rows": rows, "filters": filters})


@system_administrator
@require_http_methods(["GET", "POST"])
def new_person(request: StaffRequest) -> HttpResponse:
    """GET: the form. POST: a new member of staff."""
    form = forms.NewPersonForm(request.POST or None, initial={"organ": request.person.organ_id})
    if request.method == "POST" and form.is_valid():
        added = actions.add_person(actor=request.person, **form.cleaned_data)
        messages.success(request, f"已登记{added}。接下来请安排岗位、开通账号。")
        return redirect("org:admin_person", added.pk)
    context = {"form": form, "title": "登记人员", "act": "登记", "back": "org:admin_people"}
    return render(request, "org/admin_form.html", context, status=422 if form.errors else 200)


@system_administrator
@require_GET
def person(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one person's details, posts, account."""
    return _person_page(request, _person(pk))


def _person(pk: int) -> Person:
    return get_object_or_404(queries.with_posts(Person.objects.select_related("user", "organ")), pk=pk)


def _person_page(request: StaffRequest, shown: Person, *, status: int = 200, **given: Any) -> HttpResponse:
    details = {name: getattr(shown, name) for name in ("name", "rank", "employment", "mobile", "party_member")}
    posts = [
        (
            post,
            forms.DutiesForm(
                initial={"duties": [row.duty for row in post.post_duties.all()]}, auto_id=f"id_{post.pk}_%s"
            ),
        )
        for post in shown.present_posts  # type: ignore[attr-defined]
    ]
    context = {
        "shown": shown,
        "posts": posts,
        "past_posts": shown.posts.filter(ended_on__isnull=False).select_related("unit"),
        "details_form": given.get("details_form") or forms.PersonForm(initial=details),
        "post_form": given.get("post_form") or forms.PostForm(organ=shown.organ, prefix="post"),
        "account_form": given.get("account_form") or forms.AccountForm(prefix="account"),
        "password_form": given.get("password_form") or forms.PasswordForm(prefix="password"),
        "held": len(queries.holdings_of(shown)),
        "role": queries.administrator_role(shown),
    }
    return render(request, "org/admin_person.html", context, status=status)


@system_administrator
@require_POST
def change_person(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: correct the details."""
    shown = _person(pk)
    form = forms.PersonForm(request.POST)
    if not form.is_valid():
        return _person_page(request, shown, status=422, details_form=form)
    actions.change_person(actor=request.person, person=shown, **form.cleaned_data)
    return _done(request, "登记信息已修改。", "org:admin_person", pk)


@system_administrator
@require_POST
def add_post(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: a further post."""
    shown = _person(pk)
    form = forms.PostForm(request.POST, organ=shown.organ, prefix="post")
    if not form.is_valid():
        return _person_page(request, shown, status=422, post_form=form)
    post = actions.assign_post(actor=request.person, person=shown, **form.cleaned_data)
    return _done(request, f"{shown}已任{post}。", "org:admin_person", pk)


@system_administrator
@require_POST
def change_duties(request: StaffRequest, pk: int) -> HttpResponse:
    """POST duties=…: what the post may do."""
    post = get_object_or_404(Post.objects.select_related("person", "unit"), pk=pk)
    form = forms.DutiesForm(request.POST)
    if not form.is_valid():
        messages.error(request, "没有改动：职责选择有误。")
        return redirect("org:admin_person", post.person_id)
    actions.change_duties(actor=request.person, post=post, duties=form.cleaned_data["duties"])
    return _done(request, "岗位职责已调整。", "org:admin_person", post.person_id)


@system_administrator
@require_POST
def end_post(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: the post ends today."""
    post = get_object_or_404(Post.objects.select_related("person", "unit"), pk=pk)
    actions.end_post(actor=request.person, post=post)
    return _done(request, f"已免去{post.person}的{post}。", "org:admin_person", post.person_id)


@system_administrator
@require_POST
def give_account(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: a name to sign in with."""
    shown = _person(pk)
    form = forms.AccountForm(request.POST, prefix="account")
    if not form.is_valid():
        return _person_page(request, shown, status=422, account_form=form)
    actions.give_account(actor=request.person, person=shown, **form.cleaned_data)
    return _done(request, f"已为{shown}开通账号，首次登录时须另设口令。", "org:admin_person", pk)


@system_administrator
@require_POST
def reset_password(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: a new first password."""
    shown = _person(pk)
    form = forms.PasswordForm(request.POST, prefix="password")
    if not form.is_valid():
        return _person_page(request, shown, status=422, password_form=form)
    actions.set_password(actor=request.person, person=shown, password=form.cleaned_data["password"])
    return _done(request, f"{shown}的口令已重设，下次登录时须另设口令。", "org:admin_person", pk)


@system_administrator
@require_POST
def switch_account(request: StaffRequest, pk: int) -> HttpResponse:
    """POST active=0|1: close or reopen the account."""
    shown = _person(pk)
    if request.POST.get("active") == "1":
        actions.reopen_account(actor=request.person, person=shown)
        return _done(request, f"{shown}的账号已恢复。", "org:admin_person", pk)
    actions.close_account(actor=request.person, person=shown)
    return _done(request, f"{shown}的账号已停用。", "org:admin_person", pk)


def _done(request: StaffRequest, words: str, where: str, *args: Any) -> HttpResponse:
    messages.success(request, words)
    return redirect(where, *args)


@system_administrator
@require_GET
def organs(request: StaffRequest) -> HttpResponse:
    """GET: all bodies on this server."""
    rows = listing(request, queries.organs_with_counts(), sorts={"name": "name", "level": "level"})
    return render(request, "org/admin_organs.html", {"rows": rows})


@system_administrator
@require_http_methods(["GET", "POST"])
def new_organ(request: StaffRequest) -> HttpResponse:
    """GET: the form. POST: a new body."""
    form = forms.OrganForm(request.POST or None, initial={"level": Organ.Level.COUNTY})
    if request.method == "POST" and form.is_valid():
        added = actions.add_organ(actor=request.person, **form.cleaned_data)
        return _done(request, f"已设立{added}。", "org:admin_organ", added.pk)
    context = {"form": form, "title": "设立机关", "act": "设立", "back": "org:admin_organs"}
    return render(request, "org/admin_form.html", context, status=422 if form.errors else 200)


@system_administrator
@require_GET
def organ(request: StaffRequest, pk: int) -> HttpResponse:
    """GET: one body: name, units, issuer codes, portfolios."""
    return _organ_page(request, _organ(pk))


def _organ(pk: int) -> Organ:
    return get_object_or_404(Organ.objects.select_related("superior", "office_of"), pk=pk)


def _organ_page(request: StaffRequest, shown: Organ, *, status: int = 200, **given: Any) -> HttpResponse:
    names = {"name": shown.name, "short_name": shown.short_name}
    context = {
        "shown": shown,
        "units": queries.units_with_counts(shown),
        "codes": shown.issuer_codes.select_related("issuer"),
        "portfolios": Portfolio.objects.filter(leader__organ=shown).select_related("leader", "unit", "organ"),
        "name_form": given.get("name_form") or forms.OrganNameForm(initial=names),
        "unit_form": given.get("unit_form") or forms.UnitForm(organ=shown, prefix="unit"),
        "code_form": given.get("code_form") or forms.IssuerCodeForm(organ=shown, prefix="code"),
        "portfolio_form": given.get("portfolio_form") or forms.PortfolioForm(organ=shown, prefix="portfolio"),
    }
    return render(request, "org/admin_organ.html", context, status=status)


@system_administrator
@require_POST
def change_organ(request: StaffRequest, pk: int, what: str) -> HttpResponse:
    """POST: rename | dissolve | unit | code | portfolio, each with its own form."""
    shown = _organ(pk)
    if what == "dissolve":
        actions.dissolve_organ(actor=request.person, organ=shown)
        return _done(request, f"{shown}已撤销。", "org:admin_organs")
    form = _organ_form(what, request, shown)
    if not form.is_valid():
        name = {"rename": "name_form"}.get(what, f"{what}_form")
        return _organ_page(request, shown, status=422, **{name: form})
    chosen = form.cleaned_data
    if what == "rename":
        actions.rename_organ(actor=request.person, organ=shown, **chosen)
    elif what == "unit":
        actions.add_unit(actor=request.person, organ=shown, **chosen)
    elif what == "code":
        actions.add_issuer_code(actor=request.person, organ=shown, **chosen)
    else:
        actions.set_portfolio(actor=request.person, **chosen)
    return _done(request, "已办理。", "org:admin_organ", pk)


def _organ_form(what: str, request: StaffRequest, shown: Organ) -> django_forms.Form:
    if what == "rename":
        return forms.OrganNameForm(request.POST)
    kinds = {"unit": forms.UnitForm, "code": forms.IssuerCodeForm, "portfolio": forms.PortfolioForm}
    return kinds[what](request.POST, organ=shown, prefix=what)


@system_administrator
@require_POST
def change_unit(request: StaffRequest, pk: int) -> HttpResponse:
    """POST name=…: rename; POST dissolve=1: dissolve."""
    unit = get_object_or_404(Unit.objects.select_related("organ"), pk=pk)
    if request.POST.get("dissolve"):
        actions.dissolve_unit(actor=request.person, unit=unit)
        return _done(request, f"{unit}已撤销。", "org:admin_organ", unit.organ_id)
    form = forms.UnitNameForm(request.POST)
    if not form.is_valid():
        messages.error(request, "没有改动：请填写科室名称。")
        return redirect("org:admin_organ", unit.organ_id)
    actions.rename_unit(actor=request.person, unit=unit, name=form.cleaned_data["name"])
    return _done(request, "科室已更名。", "org:admin_organ", unit.organ_id)


@system_administrator
@require_POST
def retire_code(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: no new numbers from this series."""
    code = get_object_or_404(IssuerCode, pk=pk)
    actions.retire_issuer_code(actor=request.person, code=code)
    return _done(request, f"机关代字“{code}”已停用。", "org:admin_organ", code.organ_id)


@system_administrator
@require_POST
def end_portfolio(request: StaffRequest, pk: int) -> HttpResponse:
    """POST: the leader is no longer in charge of it."""
    row = get_object_or_404(Portfolio.objects.select_related("leader", "unit", "organ"), pk=pk)
    organ_id = row.leader.organ_id
    actions.end_portfolio(actor=request.person, portfolio=row)
    return _done(request, "分管已撤销。", "org:admin_organ", organ_id)
