"""A PostgreSQL of the tests' own: a throw-away cluster on a local socket, started when its binaries are there."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from glob import glob
from pathlib import Path

#: Seconds in which a server on a busy machine comes up or goes down.
PATIENCE = 300


def find(name: str) -> str | None:
    """A server binary: Debian keeps them off the PATH."""
    places = sorted(glob(f"/usr/lib/postgresql/*/bin/{name}"), reverse=True)
    return places[0] if places else shutil.which(name)


def available() -> bool:
    return find("initdb") is not None and find("pg_ctl") is not None


class Cluster:
    """Started with ``start()``, which returns the address of an empty server; gone without a trace after ``stop()``."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="zspg-", dir="/tmp"))
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name

    def start(self) -> str:
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        data = self.folder / "data"
        self._run("initdb", "-D", data, "-A", "trust", "-U", self.user, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
        self._run("pg_ctl", "-D", data, "-o", options, "-w", "-t", PATIENCE, "-l", self.folder / "log", "start")
        return f"postgresql://{self.user}@/postgres?host={self.folder}"

    def stop(self) -> None:
        with suppress(subprocess.CalledProcessError):  # gone already, or slow to go: what the tests found stands
            self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-t", PATIENCE, "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, name: str, *arguments: object) -> None:
        command = [str(find(name)), *map(str, arguments)]
        if os.geteuid() == 0:
            # The server refuses to run as root.
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/tmp")
