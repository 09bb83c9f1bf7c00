"""Compile the spelling engine's kernel where there is a C compiler; the package is whole without it.

A build hook of hatchling (``pip install`` runs it) and a command: ``python tools/build_kernel.py``.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # the command needs no hatchling
    BuildHookInterface = object

SOURCE = Path("src/zhongshu/lib/proofread/spelling/kernel.c")


def build(source: Path, target: Path) -> bool:
    """Whether the library was made."""
    compiler = os.environ.get("CC") or next(filter(shutil.which, ("cc", "gcc", "clang")), None)
    if compiler is None or sys.platform == "win32":
        return False
    command = [*compiler.split(), "-O2", "-shared", "-fPIC", "-o", str(target), str(source)]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


class KernelHook(BuildHookInterface):  # type: ignore[misc, valid-type]
    """Puts the library beside its source; a wheel that holds one is for this platform only."""

    def initialize(self, version: str, build_data: dict) -> None:
        source = Path(self.root) / SOURCE
        if self.target_name == "wheel" and build(source, source.with_suffix(".so")):
            build_data["pure_python"] = version == "editable"
            build_data["infer_tag"] = version != "editable"


if __name__ == "__main__":
    made = build(SOURCE, SOURCE.with_suffix(".so"))
    print("已编译校对内核。" if made else "没有可用的 C 编译器，校对改用 numpy，结果相同，稍慢。")
