"""LibreOffice, where it is installed: DOC, WPS and RTF become DOCX, anything it opens becomes PDF. Without a window, with a
profile of its own thrown away afterwards, macros and links off."""

import shutil
import tempfile
from pathlib import Path
from threading import Semaphore

from zhongshu.apps.outgoing.originals.processes import run
from zhongshu.lib.refusal import Refused

SECONDS = 60
#: One conversion at a time in a process: each takes a processor and some 200 MB.
_turn = Semaphore(1)
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "1"),
)


def office() -> str | None:
    """The program, or None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(content: bytes, *, suffix: str, to: str) -> bytes:
    """The file as ``to`` ("docx" or "pdf"). Refused where there is no LibreOffice or it cannot open the file."""
    program = office()
    if program is None:
        raise Refused(
            "这台服务器没有安装LibreOffice，不能打开旧版DOC、WPS或者RTF文件，没有导入。",
            remedy="请在文字处理软件中另存为DOCX后再导入，或者请系统管理员安装LibreOffice。",
        )
    with _turn, tempfile.TemporaryDirectory(prefix="zhongshu-office-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        source = folder / f"original{suffix}"
        source.write_bytes(content)
        _profile(folder / "profile" / "user")
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--invisible", "--norestore",
                   "--nolockcheck", "--convert-to", to, "--outdir", str(folder / "out"), str(source)]  # fmt: skip
        run(command, folder=folder, seconds=SECONDS)
        made = folder / "out" / f"original.{to}"
        if not made.is_file():
            raise Refused(
                "LibreOffice打不开这个文件，可能已经损坏、设有密码或者不是它认得的格式。",
                remedy="请在文字处理软件中打开核对，另存为DOCX后再导入。",
            )
        return made.read_bytes()


def _profile(user: Path) -> None:
    user.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (user / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        "utf-8",
    )
