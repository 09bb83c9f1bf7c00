"""``zhongshu typeset``: papers and forms from files, without a database or Django."""

import argparse
import json
from pathlib import Path
from typing import Any

from zhongshu.config.home import Home
from zhongshu.lib.document import Document, reading, schema
from zhongshu.lib.refusal import Refused
from zhongshu.lib.typeset import FontSet, SealImage, catalogue
from zhongshu.lib.typeset.fonts import open_fonts
from zhongshu.lib.typeset.outputs import Output, Request, suffix_of, write

FILE_LIMIT = 50_000_000


def run(options: argparse.Namespace) -> int:
    """Do what was asked; 0 when every file was set, 1 when characters are missing from every font."""
    own = options.templates or _folder("templates")
    fonts = FontSet(options.fonts or _folder("fonts"))
    if options.schema:
        print(schema.text(), end="")
    if options.example:
        example = next(iter(catalogue.find(options.example, own).examples().values()), None)
        if example is None:
            raise Refused(f"模板“{options.example}”没有示例数据。")
        print(json.dumps(example, ensure_ascii=False, indent=2))
    if options.list:
        _list(own)
    if options.show_fonts:
        for role, family in open_fonts(fonts).used().items():
            print(f"{role}：{family or '没有找到'}")
    if not options.files and not (options.schema or options.example or options.list or options.show_fonts):
        raise Refused("没有给出要排版的文件。", remedy="用法见 zhongshu typeset --help。")
    whole = True
    for file in options.files:
        whole = _typeset(file, options, own, fonts) and whole
    return 0 if whole else 1


def _folder(name: str) -> Path | None:
    value = Home.find().get(name)
    return Path(value) if value else None


def _list(own: Path | None) -> None:
    for template in catalogue.templates(own).values():
        where = "本单位" if template.own else "自带"
        takes = "表单" if template.takes == "form" else "公文"
        print(f"{template.code:<20}{template.name}（{where}，{takes}）　{template.use}")
    for fault in catalogue.faults(own).values():
        print(f"不能使用：{fault}")


def _typeset(file: Path, options: argparse.Namespace, own: Path | None, fonts: FontSet) -> bool:
    """Set one file; whether every character was found in some font."""
    target, suffix = _target(file, options)
    request = _request(file, options, own, fonts)
    output = write(request, suffix)
    for path, content in zip(_names(target, len(output.files)), output.files, strict=True):
        path.write_bytes(content)
    print(f"{target}：{output.pages} 页")
    _tell_fonts(output)
    return not output.missing


def _target(file: Path, options: argparse.Namespace) -> tuple[Path, str]:
    suffix = "." + options.to.lstrip(".").lower()
    if not options.output:
        return file.with_suffix(suffix), suffix
    target = Path(options.output)
    if len(options.files) > 1 or target.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return target / (file.stem + suffix), suffix
    return target, suffix_of(target.name) or suffix


def _names(target: Path, count: int) -> list[Path]:
    """One name, or one a page: 通知-1.png, 通知-2.png."""
    if count == 1:
        return [target]
    return [target.with_name(f"{target.stem}-{page}{target.suffix}") for page in range(1, count + 1)]


def _request(file: Path, options: argparse.Namespace, own: Path | None, fonts: FontSet) -> Request:
    if not file.is_file():
        raise Refused(f"没有名为“{file}”的文件。")
    if file.stat().st_size > FILE_LIMIT:
        raise Refused(f"“{file.name}”超过50兆字节。", remedy="请拆分后再排版。")
    content = file.read_bytes()
    looks = {
        "template": options.template,
        "fonts": fonts,
        "templates": own,
        "watermark": options.watermark,
        "ppi": options.ppi,
        "seals": tuple(_seal(text, index) for index, text in enumerate(options.seal)),
    }
    if options.template and catalogue.find(options.template, own).takes == "form":
        return Request(form=_json(content), **looks)
    if file.suffix.lower() == ".json":
        document = Document.from_json(_json(content))
    else:
        document = reading.from_file(file.name, content).document
    if options.template:
        document = document.set_by(options.template)
    return Request(document, **looks)


def _json(content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused("文件不是有效的JSON，无法读取。", remedy="示例见 zhongshu typeset --example。") from error


def _seal(text: str, index: int) -> SealImage:
    """A seal's picture and, after a colon, its width in mm."""
    name, colon, width = text.rpartition(":")
    if not colon or not width.replace(".", "", 1).isdigit():
        name, width = text, "42"
    if not Path(name).is_file():
        raise Refused(f"没有名为“{name}”的印章图片。")
    return SealImage(Path(name).read_bytes(), index, float(width))


def _tell_fonts(output: Output) -> None:
    if output.fell_back:
        families: dict[str, list[str]] = {}
        for character, family in output.fell_back.items():
            families.setdefault(family, []).append(character)
        for family, characters in families.items():
            print(f"  所选字体没有、改用{family}的字：{''.join(characters)}")
    if output.missing:
        print(f"  所有字体都没有、印作〓的字：{''.join(output.missing)}")
