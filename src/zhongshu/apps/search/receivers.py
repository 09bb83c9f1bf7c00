"""People are findable from the moment they have a post."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from zhongshu.apps.org import queries as org
from zhongshu.apps.org.events import posts_changed
from zhongshu.apps.org.models import Person
from zhongshu.apps.search import actions
from zhongshu.apps.search.events import index_asked


@receiver(posts_changed)
def keep_person(sender: type, person: Person, **_: Any) -> None:
    if person.left_on is not None:
        actions.remove(person)
        return
    posts = "；".join(f"{post.unit.organ.name} {post.unit} {post.title}" for post in org.current_posts(person))
    actions.index(
        person,
        title=person.name,
        body=posts,
        organ=person.organ,
        at=timezone.now(),
        url=person.get_absolute_url(),
        public=True,
    )


@receiver(index_asked)
def keep_everybody(sender: type, **_: Any) -> None:
    for person in Person.objects.filter(left_on__isnull=True).select_related("organ"):
        keep_person(Person, person=person)
