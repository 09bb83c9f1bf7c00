"""One package with everything an installation is: database, files, key and settings, each with its checksum."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import zhongshu
from zhongshu.config.home import Home
from zhongshu.lib.refusal import Refused

DATABASE, DUMP, MANIFEST = "zhongshu.sqlite3", "database.dump", "manifest.json"
KEPT = ("secret.key", "zhongshu.toml")


def write(target: Path) -> Path:
    """Write a backup while the site runs; the database is a consistent snapshot. Returns the package's path."""
    home = Home.find()
    if target.is_dir() or not target.suffix:
        target.mkdir(parents=True, exist_ok=True)
        target = target / f"zhongshu-{datetime.now():%Y%m%d-%H%M%S}.tar.gz"
    with tempfile.TemporaryDirectory() as scratch:
        snapshot = _snapshot(home, Path(scratch))
        parts = {snapshot.name: snapshot, **dict(_files_of(home))}
        manifest = Path(scratch) / MANIFEST
        sums = {name: _digest(path) for name, path in parts.items()}
        manifest.write_text(json.dumps({"version": zhongshu.__version__, "sha256": sums}, indent=1), "utf-8")
        partial = target.with_suffix(".part")
        with tarfile.open(partial, "w:gz") as package:
            package.add(manifest, MANIFEST)
            for name, path in parts.items():
                package.add(path, name)
        partial.replace(target)
    return target


def restore(source: Path) -> None:
    """Bring a package back into an empty home. Refused, with nothing kept, when it is damaged or the home is in use."""
    home = Home.find()
    if not source.is_file():
        raise Refused(f"没有找到备份文件 {source}。")
    if (home.path / DATABASE).exists() or (home.path / "files").exists():
        raise Refused(f"{home.path} 中已有数据，没有恢复。", remedy="请用 --home 指定一个空文件夹。")
    home.path.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.path) as scratch:
        folder = Path(scratch)
        _unpack(source, folder)
        for part in folder.iterdir():
            if part.name == DUMP:
                _load_postgresql(home.get("database"), part)
            elif part.name != MANIFEST:
                shutil.move(part, home.path / part.name)


def _unpack(source: Path, folder: Path) -> None:
    try:
        with tarfile.open(source) as package:
            package.extractall(folder, filter="data")
        sums = json.loads((folder / MANIFEST).read_text("utf-8"))["sha256"]
    except (tarfile.TarError, OSError, ValueError, KeyError, EOFError) as broken:
        raise Refused(f"备份文件 {source.name} 不完整或不是中枢的备份，没有恢复。") from broken
    for name, digest in sums.items():
        if not (folder / name).is_file() or _digest(folder / name) != digest:
            raise Refused(f"备份中的“{name}”与校验值不符，没有恢复。", remedy="请换一份备份。")


def _snapshot(home: Home, scratch: Path) -> Path:
    address = home.get("database")
    if urlsplit(address).scheme.startswith("postgres"):
        target = scratch / DUMP
        _run(["pg_dump", "--format=custom", f"--file={target}", address], "pg_dump")
        return target
    target = scratch / DATABASE
    source = sqlite3.connect(f"file:{address.removeprefix('sqlite:///') or home.path / DATABASE}?mode=ro", uri=True)
    copy = sqlite3.connect(target)
    with source, copy:
        source.backup(copy)
    source.close()
    copy.close()
    return target


def _load_postgresql(address: str, dump: Path) -> None:
    if not address:
        raise Refused(
            "这份备份来自 PostgreSQL，而设置里没有数据库地址。", remedy="请先在 zhongshu.toml 中填写 database。"
        )
    _run(["pg_restore", "--no-owner", "--exit-on-error", f"--dbname={address}", str(dump)], "pg_restore")


def _run(command: list[str], name: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError as missing:
        raise Refused(f"本机没有 {name}，无法备份或恢复 PostgreSQL。", remedy="请安装 postgresql-client。") from missing
    except subprocess.CalledProcessError as failed:
        raise Refused(f"{name} 没有成功：{failed.stderr.strip()[:300]}") from failed


def _files_of(home: Home) -> Iterator[tuple[str, Path]]:
    for name in KEPT:
        if (home.path / name).is_file():
            yield name, home.path / name
    folder = home.path / "files"
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.name.startswith(".part-"):
            yield path.relative_to(home.path).as_posix(), path


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
