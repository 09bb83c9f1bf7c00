"""Building the demo county: ``zhongshu demo``. A second run finds everything there and changes nothing."""

import time
from collections.abc import Callable

from zhongshu.apps.demo.calendars import build_calendars
from zhongshu.apps.demo.during import build_during
from zhongshu.apps.demo.incoming import build_incoming
from zhongshu.apps.demo.matters import build_matters
from zhongshu.apps.demo.papers import build_papers
from zhongshu.apps.demo.tree import PASSWORD, County, build_county, data

__all__ = ["accounts", "build"]


def build(*, say: Callable[[str], None], small: bool = False) -> County:
    """The tree, the cast and the papers. ``small`` is for tests: fewer organs, one paper for each stage."""
    began = time.monotonic()
    county = build_county(say, small=small)
    told = build_papers(county, say, small=small)
    told += build_incoming(county, say) + build_matters(county, say) + build_calendars(county, say)
    if told + build_during(county, say):
        say(f"演示县建好，用时 {time.monotonic() - began:.0f} 秒。")
    return county


def accounts() -> list[tuple[str, str, str]]:
    """(account, name, post) of the cast, for the page that tells people how to sign in; every password is PASSWORD."""
    rows = [
        (person["part"], person["name"], f"{unit['unit'].replace('县领导', '').removesuffix('领导')}{person['title']}")
        for unit in data()["office"]
        for person in unit["people"]
        if "part" in person
    ]
    rows += [("town_clerk", "钱多多", "青石镇党政办公室文书"), ("outsider", "郑外明", "青石镇党政办公室科员")]
    roles = {"system": "系统管理员", "security": "安全保密管理员", "audit": "安全审计员"}
    return rows + [(row["part"], row["name"], roles[row["role"]]) for row in data()["administrators"]]


def password() -> str:
    return PASSWORD
