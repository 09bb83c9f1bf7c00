"""Finding a paper among many."""

from random import Random

from django.conf import settings
from django.db import transaction
from django.test import Client

from tools.bench.county import SEED, body, drafters, prepared, title
from tools.bench.figures import Figure, repeated, spread
from zhongshu.apps.access.models import Grant
from zhongshu.apps.access.subjects import person_key
from zhongshu.apps.demo.county import County
from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.models import Paper
from zhongshu.apps.search import actions, queries

TITLE = "Search"
PAPERS = 20_000
CHARACTERS = 800
HOW = (
    f"{PAPERS:,} papers of about {CHARACTERS} characters are indexed, of which the director may know of nine in ten; each "
    "query reads the first page of results, need-to-know included; the last line is the whole results page."
)
QUERIES = {
    "two characters": "采砂",
    "four characters": "医疗保险",
    "a phrase": "重点项目用地报批工作",
    "two words": "防汛 县财政局",
}


def measure() -> list[Figure]:
    """Milliseconds of each query."""
    settings.ALLOWED_HOSTS = ["*"]
    county = prepared()
    director = county["director"]
    with transaction.atomic():
        _fill(county, director)
    figures = []
    for name, text in QUERIES.items():
        hits = queries.find(director, text).count()
        figures += spread(
            f"{name} “{text}” ({hits:,} hits)", repeated(40, lambda text=text: list(queries.find(director, text)[:50]))
        )
    client = Client()
    client.force_login(director.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    figures += spread("the results page of two characters", repeated(40, lambda: client.get("/search/", {"q": "采砂"})))
    return figures


def _fill(county: County, director: Person) -> None:
    random, people = Random(SEED), drafters()
    papers = Paper.objects.bulk_create(
        (
            Paper(
                organ=county.office,
                drafter=random.choice(people),
                title=title(random),
                kind="notice",
                direction="downward",
            )
            for _ in range(PAPERS)
        ),
        batch_size=2000,
    )
    known = [paper for number, paper in enumerate(papers) if number % 10]
    Grant.objects.bulk_create(
        (
            Grant(object_type="outgoing.paper", object_id=paper.pk, subject=person_key(director), reason="测量")
            for paper in known
        ),
        batch_size=2000,
    )
    for paper in papers:
        actions.index(
            paper, title=paper.title, body=body(random, CHARACTERS), organ=county.office, at=paper.created_at,
            url=f"/outgoing/{paper.pk}/",
        )  # fmt: skip
