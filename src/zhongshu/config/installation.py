"""Setting up: the database brought up to date, and a new installation without any default password."""

import gc
import getpass
import os
import sys

from zhongshu.config.home import Home, sample
from zhongshu.lib.refusal import Refused

ADMINISTRATORS = (
    ("system", "系统管理员", "sysadmin"),
    ("security", "安全保密管理员", "secadmin"),
    ("audit", "安全审计员", "auditadmin"),
)


def start_django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhongshu.config.settings")
    django.setup()
    # What is loaded by now stays for good: the collector need not walk it again at every step.
    gc.freeze()


def load_pages() -> None:
    """Import ahead of the first request what pages need; it stays for good as well."""
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    gc.freeze()


def prepare_database() -> None:
    """Create or upgrade the tables, collect the front end's files and keep the schedule of sweeps."""
    start_django()
    from django.core.management import call_command

    from zhongshu.apps.jobs.actions import keep_schedule

    Home.find().path.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    keep_schedule()


def init(organ: str, short_name: str, level: int, system: str) -> int:
    """A new installation: settings file, key, database, the organ, and three administrators with chosen passwords.

    Passwords are asked for (or read line by line when the input is not a terminal); there is no default.
    """
    home = Home.find()
    file = home.path / "zhongshu.toml"
    home.path.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.write_text(sample(home) + "\n", "utf-8")
    prepare_database()
    from django.db import transaction

    from zhongshu.apps.org.models import Organ

    if Organ.objects.exists():
        raise Refused(f"{home.path} 中已有安装，没有改动任何内容。", remedy="要新建请用 --home 指定一个空文件夹。")
    with transaction.atomic():
        _first_organ(organ, short_name, level, system)
    print(f"安装完成：{home.path}。设置在 {file.name}，用 zhongshu serve 启动。")
    return 0


def _first_organ(name: str, short_name: str, level: int, system: str) -> None:
    from zhongshu.apps.audit.actors import SYSTEM
    from zhongshu.apps.org import actions

    organ = actions.add_organ(actor=SYSTEM, name=name, short_name=short_name, level=level, system=system)
    for role, label, username in ADMINISTRATORS:
        person = actions.add_person(actor=SYSTEM, organ=organ, name=_ask(f"{label}姓名："))
        actions.appoint_administrator(actor=SYSTEM, person=person, role=role)
        password = _ask(f"为账号 {username} 设一个口令（至少 10 位）：", secret=True)
        actions.give_account(actor=SYSTEM, person=person, username=username, password=password)


def _ask(prompt: str, *, secret: bool = False) -> str:
    if sys.stdin.isatty():
        answer = getpass.getpass(prompt) if secret else input(prompt)
    else:
        answer = sys.stdin.readline()
    answer = answer.strip()
    if not answer:
        raise Refused("没有输入内容，安装没有完成。", remedy="请重新运行 zhongshu init。")
    return answer
