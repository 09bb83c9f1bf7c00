"""Running a program over a file: no network where the system allows, a time limit, and nothing left behind."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path

from zhongshu.lib.refusal import Refused

#: A proxy that is not there: a program that has a network after all does not get out.
NOWHERE = "http://127.0.0.1:9"


@cache
def without_network() -> tuple[str, ...]:
    """The words before a command that take its network away; empty where the system does not allow it."""
    program = shutil.which("unshare")
    if program is None:
        return ()
    prefix = (program, "--user", "--map-root-user", "--net")
    try:
        done = subprocess.run([*prefix, "true"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return prefix if done.returncode == 0 else ()


def run(command: list[str], *, folder: Path, seconds: int, given: bytes = b"") -> bytes:
    """What the command writes to standard output. Refused when it takes too long or fails; its whole group is ended."""
    environment = {
        "PATH": os.environ.get("PATH", ""), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8",
        "http_proxy": NOWHERE, "https_proxy": NOWHERE, "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }  # fmt: skip
    try:
        process = subprocess.Popen(
            [*without_network(), *command], cwd=folder, env=environment, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except OSError as error:
        raise Refused("打开这个文件的程序没有启动起来。", remedy="请稍后再试，或者另存为DOCX后导入。") from error
    try:
        output, _ = process.communicate(given, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise Refused(
            f"读取这个文件超过{seconds}秒，已经停止，没有导入。", remedy="请另存为DOCX后导入，或者拆分后再试。"
        ) from error
    finally:
        _end(process)
    if process.returncode:
        raise Refused(
            "这个文件不能打开，可能已经损坏或者设有密码。", remedy="请用文字处理软件打开核对，另存为DOCX后再导入。"
        )
    return output


def _end(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
