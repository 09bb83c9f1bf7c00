"""A real installation through the command line, as its owner would do it: init, verify, backup, restore."""

import os
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests import migrated

pytestmark = pytest.mark.xdist_group("installation")  # it is set up once

ANSWERS = "石某\n明川-系统-口令-1\n安某\n明川-安全-口令-2\n计某\n明川-审计-口令-3\n"
ORGAN = ["--organ", "明川县人民政府办公室", "--short-name", "县政府办"]


def zhongshu(home: Path, *arguments: str, answers: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("ZHONGSHU_", "DJANGO_"))}
    environment |= {f"ZHONGSHU_{key.upper()}": value for key, value in settings.items()}
    command = [sys.executable, "-m", "zhongshu.cli", "--home", str(home), *arguments]
    return subprocess.run(command, input=answers, env=environment, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("installation")
    result = zhongshu(folder, "init", *ORGAN, answers=ANSWERS)
    assert result.returncode == 0, result.stderr
    return folder


def test_init_makes_key_settings_and_three_administrators_only(home):
    assert (home / "secret.key").stat().st_mode & 0o077 == 0
    assert "max_upload_mb" in (home / "zhongshu.toml").read_text("utf-8")
    with sqlite3.connect(home / "zhongshu.sqlite3") as database:
        users = {name for (name,) in database.execute("SELECT username FROM auth_user")}
        hashes = [value for (value,) in database.execute("SELECT password FROM auth_user")]
    assert users == {"sysadmin", "secadmin", "auditadmin"}
    assert all(value.startswith("argon2") for value in hashes)


def test_init_never_touches_an_installation_that_is_there(home):
    result = zhongshu(home, "init", *ORGAN, answers=ANSWERS)
    assert result.returncode == 2
    assert "已有安装" in result.stderr


@pytest.mark.parametrize(
    ("answers", "said"), [("石某\n1234567890\n", "口令不合要求"), ("", "没有输入内容"), ("石某\n\n", "没有输入内容")]
)
def test_init_without_a_proper_password_leaves_no_account(tmp_path, answers, said):
    migrated.lay_down(tmp_path)
    result = zhongshu(tmp_path, "init", *ORGAN, answers=answers)
    assert result.returncode == 2
    assert said in result.stderr
    with sqlite3.connect(tmp_path / "zhongshu.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM auth_user").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM org_organ").fetchone() == (0,)


def test_verify_names_the_first_broken_entry(home, tmp_path):
    assert zhongshu(home, "verify").returncode == 0
    package = tmp_path / "copy.tar.gz"
    assert zhongshu(home, "backup", str(package)).returncode == 0
    broken = tmp_path / "broken"
    assert zhongshu(broken, "restore", str(package)).returncode == 0
    with sqlite3.connect(broken / "zhongshu.sqlite3") as database:
        database.execute("DROP TRIGGER audit_entry_no_update")
        database.execute("UPDATE audit_entry SET summary = '改过' WHERE seq = 2")
    result = zhongshu(broken, "verify")
    assert result.returncode == 1
    assert "第 2 条" in result.stdout


def test_backup_and_restore_round_trip(home, tmp_path):
    (home / "files" / "ab").mkdir(parents=True, exist_ok=True)
    (home / "files" / "ab" / "blob").write_bytes(b"content")
    package = tmp_path / "backup.tar.gz"
    assert zhongshu(home, "backup", str(package)).returncode == 0
    target = tmp_path / "restored"
    assert zhongshu(target, "restore", str(package)).returncode == 0

    def dump(folder: Path) -> str:
        with sqlite3.connect(folder / "zhongshu.sqlite3") as database:
            return "\n".join(database.iterdump())

    assert dump(target) == dump(home)
    assert (target / "secret.key").read_text() == (home / "secret.key").read_text()
    assert (target / "files" / "ab" / "blob").read_bytes() == b"content"
    assert zhongshu(target, "verify").returncode == 0
    again = zhongshu(target, "restore", str(package))
    assert again.returncode == 2
    assert "已有数据" in again.stderr


def test_a_damaged_backup_is_refused_and_leaves_nothing(home, tmp_path):
    package = tmp_path / "backup.tar.gz"
    zhongshu(home, "backup", str(package))
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(package.read_bytes()[:5000])
    other = tmp_path / "other.tar.gz"
    with tarfile.open(other, "w:gz") as made:
        made.add(__file__, "evil.py")
    for bad in (cut, other):
        target = tmp_path / f"from-{bad.stem}"
        result = zhongshu(target, "restore", str(bad))
        assert result.returncode == 2
        assert "没有恢复" in result.stderr
        assert not (target / "zhongshu.sqlite3").exists()


def test_an_unknown_setting_is_named(tmp_path):
    (tmp_path / "zhongshu.toml").write_text('databse = "x"\n', "utf-8")
    result = zhongshu(tmp_path, "settings")
    assert result.returncode != 0
    assert "databse" in result.stderr


def test_a_setting_comes_from_the_environment_before_the_file(tmp_path, monkeypatch):
    from zhongshu.config.home import Home

    (tmp_path / "zhongshu.toml").write_text("port = 9000\nhttps = true\n", "utf-8")
    monkeypatch.setenv("ZHONGSHU_HOME", str(tmp_path))
    monkeypatch.delenv("ZHONGSHU_CONFIG", raising=False)
    assert (Home.find().get("port"), Home.find().get("https")) == (9000, True)
    monkeypatch.setenv("ZHONGSHU_PORT", "9100")
    assert Home.find().get("port") == 9100
