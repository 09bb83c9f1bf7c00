"""The process of one measure: an empty home, Django on it, the measure, and the home thrown away."""

import os
import shutil
import tempfile
import traceback
from importlib import import_module

from tools.bench.report import Chapter


def run(name: str) -> Chapter:
    """Take the measure of this name. To be called in a fresh process: settings are read once."""
    home = tempfile.mkdtemp(prefix="zhongshu-bench-")
    os.environ["ZHONGSHU_HOME"] = home
    os.environ.pop("ZHONGSHU_DATABASE", None)
    try:
        from zhongshu.config.installation import start_django

        start_django()
        module = import_module(f"tools.bench.{name}")
        return Chapter(module.TITLE, module.HOW, module.measure())
    except Exception:
        # The exception itself may hold things that cannot travel to the parent process.
        raise RuntimeError(traceback.format_exc()) from None
    finally:
        shutil.rmtree(home, ignore_errors=True)
