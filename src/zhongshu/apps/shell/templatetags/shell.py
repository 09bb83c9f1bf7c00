"""Tags and filters of the page frame: ``{% load shell %}``. Documented with examples in docs/components.md."""

from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect, Select
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince

from zhongshu.apps.shell import navigation
from zhongshu.apps.shell.assets import asset as find_asset
from zhongshu.apps.shell.lists import Listing
from zhongshu.apps.shell.queries import BELL_LIMIT, unread_count
from zhongshu.apps.shell.queries import saved_views as views_of

register = template.Library()

WEEKDAYS = "一二三四五六日"


# -- built files -----------------------------------------------------------------------------------------------------


@register.simple_tag
def asset(name: str) -> SafeString:
    """Styles and script of a front-end entry point: ``{% asset "editor" %}``."""
    found = find_asset(name)
    styles = format_html_join("\n", '<link rel="stylesheet" href="{}">', ((css,) for css in found.styles))
    preloads = format_html_join("\n", '<link rel="modulepreload" href="{}">', ((js,) for js in found.imports))
    script = format_html('<script type="module" src="{}"></script>', found.script) if found.script else ""
    return format_html("{}\n{}\n{}", styles, preloads, script)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A line icon from the sprite; without a label it is only an ornament beside words."""
    href = f"{find_asset('icons').file}#{name}"
    if label:
        return format_html(
            '<svg class="icon" width="20" height="20" role="img" aria-label="{}"><use href="{}"></use></svg>',
            label,
            href,
        )
    return format_html('<svg class="icon" width="20" height="20" aria-hidden="true"><use href="{}"></use></svg>', href)


# -- frame -----------------------------------------------------------------------------------------------------------


@register.inclusion_tag("shell/components/places.html", takes_context=True)
def places(context: Context) -> dict[str, Any]:
    return {"groups": navigation.places(context["request"])}


@register.inclusion_tag("shell/components/creations.html", takes_context=True)
def creations(context: Context) -> dict[str, Any]:
    return {"lines": navigation.creations(context["request"])}


@register.inclusion_tag("shell/components/bell_count.html")
def bell_count(person: Any) -> dict[str, Any]:
    """The number on the bell; beyond the limit only that it is more."""
    count = unread_count(person)
    return {"count": count, "shown": f"{BELL_LIMIT}+" if count > BELL_LIMIT else str(count)}


@register.simple_tag
def max_upload_mb() -> int:
    return settings.MAX_UPLOAD_MB


# -- components ------------------------------------------------------------------------------------------------------


@register.simple_block_tag
def page_header(content: str, title: str, kind: str = "", note: str = "") -> SafeString:
    """``{% page_header title=… kind=… note=… %}buttons{% endpage_header %}``"""
    context = {"title": title, "kind": kind, "note": note, "content": content}
    return render_to_string("shell/components/page_header.html", context)


@register.simple_block_tag
def panel(content: str, title: str, note: str = "", id: str = "") -> SafeString:
    """A sheet with a heading: ``{% panel title="意见" %}…{% endpanel %}``."""
    context = {"title": title, "note": note, "id": id, "content": content}
    return render_to_string("shell/components/panel.html", context)


@register.simple_block_tag
def empty(content: str, what: str) -> SafeString:
    """Nothing to show: ``{% empty what="没有待办" %}what to do next{% endempty %}``."""
    return render_to_string("shell/components/empty.html", {"what": what, "content": content})


@register.simple_tag
def light(colour: str, word: str) -> SafeString:
    """A light with its word: ``{% light "red" "超期 2 天" %}``; colour is green, yellow, red or grey."""
    return format_html('<span class="light light-{}">{}</span>', colour, word)


@register.inclusion_tag("shell/components/steps.html")
def step_line(steps: Any, label: str = "办理进度") -> dict[str, Any]:
    """A line of steps; each has ``name``, ``state`` (done, current, waiting, returned) and may have ``people``, ``at``."""
    return {"steps": steps, "label": label}


@register.inclusion_tag("shell/components/field.html")
def field(bound: BoundField, wide: bool = False, label: str = "", mark_optional: bool = True) -> dict[str, Any]:
    """One form field with label, hint and error, tied together for screen readers."""
    widget = bound.field.widget
    grouped = isinstance(widget, (RadioSelect, CheckboxSelectMultiple))
    return {
        "bound": bound,
        "control": _control(bound, grouped),
        "grouped": grouped,
        "tick": isinstance(widget, CheckboxInput),
        "wide": wide,
        "label": label or bound.label,
        "optional": mark_optional and not bound.field.required,
    }


def _control(bound: BoundField, grouped: bool) -> SafeString:
    widget = bound.field.widget
    if grouped or isinstance(widget, CheckboxInput):
        # On the widget itself, because the choices of a group are drawn one by one from it.
        widget.attrs["class"] = "form-check-input"
        return bound.as_widget()
    style = "form-select" if isinstance(widget, Select) else "form-control"
    attrs: dict[str, str | bool] = {"class": f"{style} {widget.attrs.get('class', '')}".strip()}
    if isinstance(widget, FileInput) and "accept" in widget.attrs:
        attrs["accept"] = widget.attrs["accept"]
    return bound.as_widget(attrs=attrs)


@register.inclusion_tag("shell/components/fields.html")
def form_fields(form: Any) -> dict[str, Any]:
    """All fields of a form with its own errors first."""
    return {"form": form}


@register.inclusion_tag("shell/components/sort_header.html", takes_context=True)
def sort_header(context: Context, listing: Listing, key: str, label: str, css: str = "") -> dict[str, Any]:
    """A table heading that sorts: ``{% sort_header listing "due" "时限" %}`` inside ``<tr>``."""
    down, up = listing.sort == f"-{key}", listing.sort == key
    next_sort = key if down else f"-{key}"
    return {
        "label": label,
        "css": css,
        "href": _address(context["request"], sort=next_sort, page=None),
        "direction": "descending" if down else "ascending" if up else "",
    }


@register.inclusion_tag("shell/components/pager.html", takes_context=True)
def pager(context: Context, listing: Listing) -> dict[str, Any]:
    """Where one is in a list and the way to the other pages; keeps filters and sort."""
    page = listing.page
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    links = [
        (number, _address(context["request"], page=number) if isinstance(number, int) else "") for number in numbers
    ]
    return {"page": page, "links": links, "count": listing.count}


def _address(request: HttpRequest, **changes: Any) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.inclusion_tag("shell/components/saved_views.html", takes_context=True)
def saved_views(context: Context) -> dict[str, Any]:
    """The person's saved filters of this list, and a field to save the present ones."""
    request = context["request"]
    return {
        "views": views_of(getattr(request, "person", None), request.path),
        "here": request.get_full_path(),
        "query": request.GET.urlencode(),
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def address_with(context: Context, **changes: Any) -> str:
    """The page's own address with some parameters changed; None takes one out."""
    return _address(context["request"], **changes)


# -- dates -----------------------------------------------------------------------------------------------------------


@register.filter
def cn_date(value: date | datetime | None) -> str:
    """2026年11月21日 周六; empty for None."""
    if value is None:
        return ""
    day = timezone.localtime(value) if isinstance(value, datetime) else value
    return f"{day.year}年{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


@register.filter
def short_time(value: datetime | None) -> SafeString | str:
    """11-21 14:30 in a <time> with the full date; the year is added when it is not this one."""
    if value is None:
        return ""
    at = timezone.localtime(value)
    pattern = "%m-%d %H:%M" if at.year == timezone.localtime().year else "%Y-%m-%d %H:%M"
    return format_html(
        '<time datetime="{}" title="{} {}">{}</time>',
        at.isoformat(timespec="seconds"),
        cn_date(value),
        f"{at:%H:%M}",
        at.strftime(pattern),
    )


@register.filter
def ago(value: datetime | None) -> str:
    """Relative time as an addition to a date: 3小时前."""
    if value is None:
        return ""
    words = timesince(value, depth=1).replace("\xa0", "")
    return "刚刚" if words.startswith("0") else f"{words}前"


@register.filter
def lines(value: str | None) -> SafeString:
    """A text of several paragraphs as <p> elements."""
    return format_html_join(
        "", "<p>{}</p>", ((line,) for line in (value or "").splitlines() if line.strip())
    ) or mark_safe("")
