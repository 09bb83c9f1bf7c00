"""A real site on the loopback: the command an office runs, in a process group of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

COMMAND = [sys.executable, "-m", "zhongshu.cli"]


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    """``zhongshu serve`` over one home. Start, stop in order, or kill as a power cut would."""

    def __init__(self, home: Path, *, with_worker: bool = True, **settings: str) -> None:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("ZHONGSHU_", "DJANGO_"))}
        more = {f"ZHONGSHU_{name.upper()}": value for name, value in settings.items()}
        self.environment = {**kept, "ZHONGSHU_HOME": str(home), "ZHONGSHU_REQUIRE_ADMIN_MFA": "false", **more}
        self.home, self.port = home, free_port()
        self.options = [] if with_worker else ["--no-worker"]
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, *command: str, timeout: float = 300) -> subprocess.CompletedProcess[str]:
        """Run another command of the installation, such as ``demo`` or ``verify``."""
        return subprocess.run(
            [*COMMAND, *command], env=self.environment, capture_output=True, text=True, timeout=timeout, check=False
        )

    def start(self, *, within: float = 120) -> None:
        """Start and wait until the sign-in page answers."""
        with (self.home / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*COMMAND, "serve", "--port", str(self.port), *self.options],
                env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        last = time.monotonic() + within
        while not self._answers():
            if time.monotonic() > last or self.process.poll() is not None:
                self.kill()
                raise RuntimeError(f"the site did not start: {(self.home / 'serve.log').read_text('utf-8')[-2000:]}")
            time.sleep(0.1)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/accounts/login/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """kill -9 for the server, its workers and the background cluster at one moment."""
        if self.process is not None:
            with suppress(ProcessLookupError):  # it ended by itself
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        """Stop as Ctrl+C would."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
            self.process = None
        except subprocess.TimeoutExpired:
            self.kill()
