"""Draws numbers in this process, in several threads at once: run by test_numbers as processes of their own.

python -m tests.apps.outgoing.drawing THREADS DRAWS        (ZHONGSHU_HOME and ZHONGSHU_DATABASE say where)
python -m tests.apps.outgoing.drawing prepare              (an empty database with the cast)
"""

import os
import sys
from threading import Thread

import django


def prepare() -> None:
    from django.core.management import call_command

    from tests.cast import make_cast

    call_command("migrate", verbosity=0)
    make_cast()


def draw(count: int) -> None:
    from django.db import connection

    from zhongshu.apps.org.models import IssuerCode, Person
    from zhongshu.apps.outgoing import actions

    clerk, code = Person.objects.get(name="孙小芳"), IssuerCode.objects.select_related("organ").get(code="明政办发")
    for turn in range(count):
        number = actions.reserve_number(actor=clerk, code=code, purpose="并发取号")
        if turn % 3 == 2:
            actions.void_number(actor=clerk, number=number, reason="并发作废")
    connection.close()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhongshu.config.settings")
    django.setup()
    if sys.argv[1] == "prepare":
        prepare()
        return
    threads = [Thread(target=draw, args=(int(sys.argv[2]),)) for _ in range(int(sys.argv[1]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
