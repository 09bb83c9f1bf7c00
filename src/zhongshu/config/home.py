"""Where an installation lives and what its owner has set.

One folder (``ZHONGSHU_HOME``, default ``./var``) holds the database, the files, the secret key and
``zhongshu.toml``. A setting is read from the environment (``ZHONGSHU_<NAME>``) first, then from that file.
"""

import os
import re
import secrets
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SETTINGS: dict[str, tuple[Any, str]] = {
    "database": ("", "数据库地址；留空用本机 SQLite，或 postgresql://用户:口令@主机/库名"),
    "host": ("127.0.0.1", "监听地址"),
    "port": (8000, "监听端口"),
    "allowed_hosts": ("localhost,127.0.0.1,[::1]", "允许访问的主机名，用逗号分隔"),
    "https": (False, "是否经 HTTPS 访问（打开后 Cookie 只走加密连接）"),
    "workers": (2, "网页服务进程数"),
    "max_upload_mb": (50, "单次上传上限（兆字节）"),
    "secrecy_ceiling": ("internal", "本服务器允许处理的最高密级：public 或 internal；涉密件只登记、不录入内容"),
    "fonts": ("", "本单位已获授权的字体所在文件夹；留空用系统中的自由字体"),
    "templates": ("", "本单位自己的版式模板所在文件夹；留空只用自带的模板"),
    "signing_certificate": ("", "用印时为版式文件加数字签名的证书（PKCS#12 文件）；留空不签名"),
    "signing_password": ("", "签名证书的口令；宜用环境变量 ZHONGSHU_SIGNING_PASSWORD 设置"),
    "second_opinion": (
        "",
        "校对的第二意见：内网上兼容OpenAI接口的地址（例如 http://10.0.0.8:8000/v1），或者放有 model.onnx 和 vocab.txt 的文件夹；"
        "留空不用。只在有人要问时才问（五关把关页的“征求第二意见”、zhongshu check --second-opinion），标有密级的和内部的文件不发送",
    ),
    "second_opinion_model": ("", "第二意见的模型名称"),
    "second_opinion_key": ("", "第二意见接口的密钥；宜用环境变量 ZHONGSHU_SECOND_OPINION_KEY 设置"),
    "second_opinion_seconds": (10, "等第二意见的秒数（每次询问）"),
    "require_admin_mfa": (True, "三员（系统、安全、审计管理员）是否必须使用动态口令登录"),
    "session_minutes": (480, "无操作自动退出的分钟数"),
}

_PASSWORD = re.compile(r"(//[^:@/]*:)[^@]+@")


@dataclass(frozen=True)
class Home:
    """An installation folder and the settings found for it."""

    path: Path
    stored: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def find(cls) -> "Home":
        path = Path(os.environ.get("ZHONGSHU_HOME", "var")).resolve()
        file = Path(os.environ.get("ZHONGSHU_CONFIG", path / "zhongshu.toml"))
        stored = tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
        unknown = sorted(set(stored) - set(SETTINGS))
        if unknown:
            raise SystemExit(
                f"配置文件 {file} 中有不认识的设置：{'、'.join(unknown)}。可用的设置见 zhongshu settings。"
            )
        return cls(path, stored)

    def get(self, name: str) -> Any:
        """The value of a documented setting, in the type of its default."""
        default, _ = SETTINGS[name]
        value = os.environ.get(f"ZHONGSHU_{name.upper()}", self.stored.get(name, default))
        if isinstance(default, bool):
            return str(value).lower() in {"1", "true", "yes", "on"}
        return type(default)(value)

    def secret_key(self) -> str:
        """The signing key, made on first use and readable by the owner only."""
        file = self.path / "secret.key"
        if not file.exists():
            self.path.mkdir(parents=True, exist_ok=True)
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as out:
                out.write(secrets.token_urlsafe(64))
        return file.read_text().strip()


def covered(home: Home) -> Home:
    """The same settings without their passwords, to be shown."""
    stored = {
        name: _PASSWORD.sub(r"\1……@", str(value)) if name == "database" else value
        for name, value in home.stored.items()
    }
    for secret in ("signing_password", "second_opinion_key"):
        if stored.get(secret):
            stored |= {secret: "……"}
    return Home(home.path, stored)


def sample(home: Home) -> str:
    """A ``zhongshu.toml`` with every setting explained; what is not set is commented out with its default."""
    lines = ["# 中枢的设置。改动后重新启动生效；也可用环境变量 ZHONGSHU_<设置名大写> 覆盖。"]
    for name, (default, text) in SETTINGS.items():
        value = home.stored.get(name, default)
        shown = str(value).lower() if isinstance(value, bool) else value if isinstance(value, int) else f'"{value}"'
        lines += ["", f"# {text}", f"{'' if name in home.stored else '# '}{name} = {shown}"]
    return "\n".join(lines)
