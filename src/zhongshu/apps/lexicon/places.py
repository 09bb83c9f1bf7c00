"""Where the 校对库 stands in the left column."""

from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.navigation import Place


def _works(person: Person) -> bool:
    return not org.administrator_role(person)


PLACES = [Place(group="办文", label="校对库", url_name="lexicon:list", icon="book", order=50, shown_to=_works)]
