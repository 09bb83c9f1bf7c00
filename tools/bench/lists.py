"""The lists of the desk when the office is ten years old."""

from random import Random

from django.conf import settings
from django.test import Client

from tools.bench.county import SEED, prepared
from tools.bench.figures import Figure, percentile, repeated
from tools.bench.mass import Mass
from zhongshu.apps.org.models import Person

TITLE = "The lists of the desk"
HOW = (
    "The director, who holds the most works of all, opens each page through its address (all middleware, templates, "
    "sessions; no network) with 2,000 works in the county (600 open) and again with 200,000 (10,000 open); every list page "
    "shown is full, 50 rows. The ratio is that of the 95th percentiles."
)
SMALL, LARGE = 2_000, 200_000
OPEN_SMALL, OPEN_LARGE = 600, 10_000
TIMES = 60
BOXES = {"todo": "待办", "in_hand": "在办", "to_read": "待阅", "done": "已办", "completed": "办结"}
PAGES = {
    **{f"/desk/{box}/": name for box, name in BOXES.items()},
    "/board/": "主任看板",
    "/board/standing/": "看板·在办件",
    "/outgoing/": "发文列表",
}


def measure() -> list[Figure]:
    """p95 of every page at both sizes, and their ratio."""
    settings.ALLOWED_HOSTS = ["*"]
    county = prepared()
    mass = Mass(county, Random(SEED))
    mass.grow(SMALL, open_works=OPEN_SMALL)
    small = _pages(county["director"])
    mass.grow(LARGE, open_works=OPEN_LARGE - OPEN_SMALL)
    large = _pages(county["director"])
    figures = []
    for address, name in PAGES.items():
        few, many = percentile(small[address], 0.95), percentile(large[address], 0.95)
        target = 2.0 if address == "/desk/todo/" else None
        figures += [
            Figure(f"{name} at {SMALL:,} works, p95 of {TIMES}", few),
            Figure(f"{name} at {LARGE:,} works, p95 of {TIMES}", many),
            Figure(f"{name}, ratio", many / few, "×", target),
        ]
    return figures


def _pages(person: Person) -> dict[str, list[float]]:
    """Milliseconds of each page, by address."""
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {address: repeated(TIMES, lambda address=address: _open(client, address)) for address in PAGES}


def _open(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
