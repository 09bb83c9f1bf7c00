"""Running: granian for the pages and a django-q2 cluster for the sweeps, one watching over both."""

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from zhongshu.config.home import Home
from zhongshu.config.installation import prepare_database, start_django
from zhongshu.lib.refusal import Refused


def serve(host: str | None, port: int | None, *, with_worker: bool = True) -> int:
    """Serve until interrupted. The database is upgraded first; a worker that dies is started again."""
    home = Home.find()
    host, port = host or home.get("host"), port or home.get("port")
    _refuse_taken(host, port)
    prepare_database()
    environment = {**os.environ, "ZHONGSHU_HOME": str(home.path)}
    server = subprocess.Popen(_granian(host, port, home), env=environment)
    worker = [sys.executable, "-m", "zhongshu.cli", "worker"]
    background = subprocess.Popen(worker, env=environment) if with_worker else None
    print(f"中枢已启动：http://{host}:{port}/  （按 Ctrl+C 停止）", flush=True)
    stop = _StopSignal()
    while not stop.asked and server.poll() is None:
        if background is not None and background.poll() is not None:
            background = subprocess.Popen(worker, env=environment)
        time.sleep(0.5)
    for process in (background, server):
        if process is not None:
            _stop(process)
    return 0 if stop.asked else server.returncode or 0


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask, wait, then end it: an act is whole or not there, so nothing is lost by a hard end."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()


def _refuse_taken(host: str, port: int) -> None:
    """granian shares a port with whoever has it; two servers answering in turn would be worse than none."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise Refused(
                f"{host}:{port} 已被占用，可能中枢已在运行，没有重复启动。",
                remedy="请先停止它，或用 --port 换一个端口。",
            ) from taken


def _granian(host: str, port: int, home: Home) -> list[str]:
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "zhongshu.config.wsgi:application",
        "--host",
        host,
        "--port",
        str(port),
        "--workers",
        str(home.get("workers")),
        "--blocking-threads",
        "4",
        "--respawn-failed-workers",
        "--log-level",
        "warning",
        "--no-ws",
    ]


def work() -> int:
    """Run the background cluster until interrupted."""
    start_django()
    from django.core.management import call_command

    call_command("qcluster", verbosity=0)
    return 0


class _StopSignal:
    """Remembers that somebody asked to stop."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
