"""Lists as every page shows them: filters and sort in the address, 50 rows a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest

PER_PAGE = 50


@dataclass
class Listing:
    """One page of a list and how it is sorted; templates read ``rows``, ``page`` and ``sort``."""

    page: Page
    sort: str

    @cached_property
    def rows(self) -> Sequence[Any]:
        return list(self.page.object_list)

    @property
    def count(self) -> int:
        return self.page.paginator.count

    def __len__(self) -> int:
        return len(self.rows)


def listing(
    request: HttpRequest,
    queryset: QuerySet,
    *,
    sorts: Mapping[str, str] | None = None,
    default: str = "",
    per_page: int = PER_PAGE,
    rows: QuerySet | None = None,
) -> Listing:
    """Sort and page a queryset by ``?sort=key`` or ``?sort=-key`` and ``?page=n``.

    ``sorts`` maps the key in the address to a field; any other key is ignored and ``default`` is used. An empty
    default leaves the queryset's own order. A page number beyond the end shows the last page.
    With ``rows``, for a long list of wide rows, only keys are sorted, and those of the one page are read from there.
    """
    sort = request.GET.get("sort", "")
    if sort.removeprefix("-") not in (sorts or {}):
        sort = default
    page = Paginator(_sorted(queryset, sort, sorts or {}), per_page).get_page(request.GET.get("page"))
    if rows is not None:
        keys = list(page.object_list.values_list("pk", flat=True))  # type: ignore[attr-defined]
        page.object_list = _sorted(rows.filter(pk__in=keys), sort, sorts or {})
    return Listing(page, sort)


def _sorted(queryset: QuerySet, sort: str, sorts: Mapping[str, str]) -> QuerySet:
    if not sort:
        return queryset
    name = F(sorts[sort.removeprefix("-")])
    order = name.desc(nulls_last=True) if sort.startswith("-") else name.asc(nulls_last=True)
    # The key decides between equals, so that no row shows on two pages.
    return queryset.order_by(order, "-pk")
