"""The tables an office begins with. They are copied into its own data at the first matter and belong to it from then on."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def starting(name: str) -> dict[str, Any]:
    """routing, rhythm or ladder."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))
