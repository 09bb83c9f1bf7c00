"""Registers papers in this process, in several threads at once: run by test_register_numbers as processes of their own.

python -m tests.apps.incoming.drawing THREADS PAPERS       (ZHONGSHU_HOME and ZHONGSHU_DATABASE say where)
"""

import os
import sys
from threading import Thread

import django


def register(process: int, thread: int, count: int) -> None:
    from django.db import connection

    from zhongshu.apps.incoming import actions
    from zhongshu.apps.org.models import Person

    clerk = Person.objects.select_related("organ").get(name="孙小芳")
    for turn in range(count):
        name = f"{process}-{thread}-{turn}"
        if turn % 3 == 2:
            actions.keep_entry(actor=clerk, sender=f"来文单位{name}", secrecy=2, copies=[("000001", "保密柜")])
            continue
        paper = actions.receive(actor=clerk, sender=f"来文单位{name}", title=f"第{name}件来文")
        actions.register(actor=clerk, paper=paper, fields={"title": paper.title, "sender": paper.sender, "secrecy": 0})
    connection.close()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhongshu.config.settings")
    django.setup()
    threads = [Thread(target=register, args=(os.getpid(), no, int(sys.argv[2]))) for no in range(int(sys.argv[1]))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
