"""Several processes that do the same thing to one database at one moment.

``run`` starts one program that prepares the database, imports what there is to import, and then forks: the processes share
nothing but the database, yet begin together and need not load Django each.

python -m tests.at_once MODULE ARGUMENT…        (ZHONGSHU_HOME and ZHONGSHU_DATABASE say where)

MODULE has ``prepare()``, ``work(argument)``, run once for each argument in a process of its own, and ``found()``.
"""

import json
import multiprocessing
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from tests import migrated


def run(module: str, arguments: list[str], home: Path) -> tuple[list[Any], Any]:
    """What each process answered, and what was found afterwards, on a new database of the kind this run tests on."""
    with migrated.database_in(home) as address:
        environment = os.environ | {
            "ZHONGSHU_HOME": str(home), "ZHONGSHU_DATABASE": address, "DJANGO_SETTINGS_MODULE": "zhongshu.config.settings",
            "PYTHONPATH": os.pathsep.join(["src", "."]),
        }  # fmt: skip
        command = [sys.executable, "-m", "tests.at_once", module, *arguments]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True, timeout=600)
    answers, found = json.loads(done.stdout.splitlines()[-1])
    return answers, found


def main() -> None:
    import django

    django.setup()
    module = import_module(sys.argv[1])
    module.prepare()
    answers = _together(module, sys.argv[2:])
    print(json.dumps([answers, module.found()]))


def _together(module: ModuleType, arguments: list[str]) -> list[Any]:
    from django.db import connections

    connections.close_all()  # a connection must not be shared with a fork
    forking = multiprocessing.get_context("fork")
    start, answers = forking.Barrier(len(arguments)), forking.SimpleQueue()
    processes = [forking.Process(target=_one, args=(module, argument, start, answers)) for argument in arguments]
    for process in processes:
        process.start()
    said = []
    for process in processes:
        process.join(timeout=300)
        assert process.exitcode == 0, f"a process ended with {process.exitcode}"
        said.append(answers.get())
    return said


def _one(module: ModuleType, argument: str, start: Any, answers: Any) -> None:
    start.wait()
    answers.put(module.work(argument))


if __name__ == "__main__":
    main()
