"""The command ``zhongshu``: everything an installation is set up, run, kept and checked with."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from zhongshu.config import checking, learning
from zhongshu.config.installation import start_django
from zhongshu.lib.refusal import Refused

Command = Callable[[argparse.Namespace], int]


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit status is 0 when it did its work, 1 when a check failed, 2 when it was refused."""
    options = _parser().parse_args(argv)
    if options.home:
        os.environ["ZHONGSHU_HOME"] = options.home
    try:
        return options.command(options)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _init(options: argparse.Namespace) -> int:
    from zhongshu.config import installation

    return installation.init(options.organ, options.short_name, options.level, options.system)


def _migrate(options: argparse.Namespace) -> int:
    from zhongshu.config import installation

    installation.prepare_database()
    return 0


def _serve(options: argparse.Namespace) -> int:
    from zhongshu.config import serving

    return serving.serve(options.host, options.port, with_worker=not options.no_worker)


def _worker(options: argparse.Namespace) -> int:
    from zhongshu.config import serving

    return serving.work()


def _demo(options: argparse.Namespace) -> int:
    from zhongshu.config import installation

    installation.prepare_database()
    from zhongshu.apps.demo import county

    county.build(say=print)
    print(f"演示账号（口令都是 {county.password()}）：")
    for account, name, post in county.accounts():
        print(f"  {account:<22}{name}　{post}")
    return 0


def _simulate(options: argparse.Namespace) -> int:
    from zhongshu.config import installation, simulating

    installation.prepare_database()
    return simulating.run(options)


def _verify(options: argparse.Namespace) -> int:
    start_django()
    from zhongshu.apps.audit.queries import verify
    from zhongshu.apps.files.queries import damaged

    verdict = verify()
    print(f"审计记录：{verdict.count} 条，" + ("首尾相接，未被改动。" if verdict.ok else f"不完整：{verdict.reason}。"))
    faults = list(damaged())
    for stored, why in faults:
        print(f"文件 {stored.pk}“{stored.name}”：{why}")
    if not faults:
        print("存储的文件：全部与校验值相符。")
    return 0 if verdict.ok and not faults else 1


def _check(options: argparse.Namespace) -> int:
    return checking.run(options)


def _learn(options: argparse.Namespace) -> int:
    return learning.run(options)


def _typeset(options: argparse.Namespace) -> int:
    from zhongshu.config import typesetting

    return typesetting.run(options)


def _backup(options: argparse.Namespace) -> int:
    start_django()
    from zhongshu.config import backup

    print(f"已备份到 {backup.write(Path(options.target))}。")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from zhongshu.config import backup

    backup.restore(Path(options.source))
    print("已恢复。请运行 zhongshu verify 核对。")
    return 0


def _reindex(options: argparse.Namespace) -> int:
    start_django()
    from zhongshu.apps.search.actions import rebuild

    print(f"已重建查找索引：{rebuild()} 条。")
    return 0


def _settings(options: argparse.Namespace) -> int:
    from zhongshu.config.home import Home, covered, sample

    print(sample(covered(Home.find())))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="zhongshu", description="中枢：党政机关办公室的工作系统")
    parser.add_argument("--home", help="安装文件夹（默认取环境变量 ZHONGSHU_HOME，再取 ./var）")
    commands = parser.add_subparsers(title="命令", required=True, metavar="命令")

    def add(name: str, command: Command, text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.set_defaults(command=command)
        return made

    init = add("init", _init, "建立一个新的安装：配置、密钥、数据库、本机关和三员账号")
    init.add_argument("--organ", required=True, help="机关全称")
    init.add_argument("--short-name", required=True, help="机关简称")
    init.add_argument("--level", type=int, default=4, choices=range(1, 6), help="层级：1 中央 2 省 3 市 4 县 5 乡")
    init.add_argument("--system", default="government", choices=["party", "government"], help="党委或政府系统")
    add("migrate", _migrate, "把数据库升级到当前版本")
    serve = add("serve", _serve, "启动网页服务和后台任务")
    serve.add_argument("--host", help="监听地址（默认取设置）")
    serve.add_argument("--port", type=int, help="监听端口（默认取设置）")
    serve.add_argument("--no-worker", action="store_true", help="不启动后台任务")
    add("worker", _worker, "只启动后台任务")
    add("demo", _demo, "建立演示县（重复运行不会改动已有内容）")
    _simulate_arguments(add("simulate", _simulate, "在空的安装文件夹里模拟一个县的一年（中断后再运行即接着模拟）"))
    add("verify", _verify, "核对审计记录和存储的文件")
    check = add("check", _check, "校对公文文件")
    checking.add_arguments(check)
    learning.add_arguments(add("learn", _learn, "让校对引擎学习本机关的公文"))
    _typeset_arguments(add("typeset", _typeset, "把公文、文稿和表单排成 PDF、图片等"))
    backup = add("backup", _backup, "备份数据库、文件和配置到一个包")
    backup.add_argument("target", help="存放备份的文件夹或文件名")
    restore = add("restore", _restore, "从备份恢复到一个空的安装文件夹")
    restore.add_argument("source", help="备份文件")
    add("reindex", _reindex, "重建查找索引")
    add("settings", _settings, "列出全部设置、说明和当前值")
    return parser


def _simulate_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--scale", type=float, default=1.0, help="规模：1 为收文 2 万件、发文 6 千件、督办 5 千件（默认 1）"
    )
    command.add_argument("--days", type=int, default=365, help="天数（默认 365）")
    command.add_argument("--people", type=int, default=800, help="人数（默认 800）")
    command.add_argument("--seed", type=int, default=1, help="随机数种子：同样的种子得到同样的一年（默认 1）")
    command.add_argument("--start", help="从哪一天开始，如 2025-11-27（默认使最后一天是昨天）")


def _typeset_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "files", nargs="*", type=Path, metavar="文件", help="公文要素或者表单数据（.json）、文稿（.docx .txt .md）"
    )
    command.add_argument("-o", "--output", help="输出文件，后缀定格式（.pdf .png .svg 等）；多个文件时为文件夹")
    command.add_argument("--to", default=".pdf", metavar="格式", help="没有 -o 时的输出格式，默认 .pdf")
    command.add_argument("--template", default="", metavar="名称", help="模板；不写即按文种和格式选用")
    command.add_argument("--templates", type=Path, metavar="文件夹", help="本单位的模板文件夹（默认取设置 templates）")
    command.add_argument("--fonts", type=Path, metavar="文件夹", help="本单位的字体文件夹（默认取设置 fonts）")
    command.add_argument(
        "--seal", action="append", default=[], metavar="图片[:宽]", help="印章图片（PNG）和宽度毫米，依署名次序，可多次"
    )
    command.add_argument("--watermark", default="", metavar="文字", help="水印文字")
    command.add_argument("--ppi", type=float, default=144, metavar="数", help="页面图片每英寸的像素")
    command.add_argument("--list", action="store_true", help="列出模板")
    command.add_argument("--show-fonts", action="store_true", help="列出所用字体")
    command.add_argument("--schema", action="store_true", help="输出公文要素的 JSON Schema")
    command.add_argument("--example", metavar="模板", help="输出一个模板的示例数据")


if __name__ == "__main__":
    sys.exit(main())
