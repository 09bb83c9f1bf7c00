"""Where the archive stands in the left column."""

from zhongshu.apps.org.models import Person
from zhongshu.apps.org.places import role_of
from zhongshu.apps.shell.navigation import Place


def _worker(person: Person) -> bool:
    return not role_of(person)


PLACES = [
    Place(group="办文", label="档案", url_name="archive:list", icon="archive", order=60, shown_to=_worker),
]
