"""Every component on a few pages of their own, to be looked at and checked; an URL configuration for tests only."""

import json
from datetime import UTC, datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from zhongshu.apps.org.models import Person
from zhongshu.apps.shell.lists import listing
from zhongshu.apps.shell.views import staff
from zhongshu.config import urls as site
from zhongshu.lib.refusal import Refused

AT = datetime(2026, 11, 20, 6, 30, tzinfo=UTC)
STEPS = [
    {"name": "拟稿", "state": "done", "people": "林晓雯", "at": AT},
    {"name": "核稿", "state": "returned", "people": "沈静", "at": AT},
    {"name": "会签", "state": "current", "people": "周明远、何敏", "at": AT},
    {"name": "签发", "state": "waiting", "people": "陈志远"},
    {"name": "编号", "state": "waiting"},
]
BODY = "各乡镇人民政府，县政府各部门：\n为做好今冬明春森林草原防灭火工作，现将有关事项通知如下。\n一、压实工作责任\n（一）健全组织体系。\n1.落实包保责任制。\n（1）逐村逐户签订责任书。\n二、强化火源管控，帐号要实名登记。"


class PaperForm(forms.Form):
    title = forms.CharField(label="标题", max_length=200, help_text="事由写全，文种放在最后。")
    kind = forms.ChoiceField(label="文种", choices=[("notice", "通知"), ("request", "请示")])
    urgency = forms.ChoiceField(
        label="紧急程度", widget=forms.RadioSelect, required=False, choices=[("", "平件"), ("u", "加急")]
    )
    countersign = forms.BooleanField(label="需要会签", required=False)
    attachment = forms.FileField(label="附件", required=False)


class Filters(forms.Form):
    q = forms.CharField(label="标题含", required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), ("late", "超期")])


def _page(request: HttpRequest, source: str, **context: object) -> HttpResponse:
    template = engines["django"].from_string("{% extends 'shell/base.html' %}{% load shell %}" + source)
    return HttpResponse(template.render(context, request))


@staff
def components(request: HttpRequest) -> HttpResponse:
    messages.success(request, "已送沈静核稿。")
    messages.warning(request, "附件还没有名称。")
    return _page(
        request,
        """{% block title %}组件{% endblock %}
        {% block place %}<a href="/">发文</a><span>本件</span>{% endblock %}
        {% block content %}
        {% page_header title="关于做好今冬明春森林草原防灭火工作的通知" kind="发文" note="明政办发〔2026〕12号" %}
          <a class="btn btn-outline" href="/">打印</a><button class="btn btn-primary">送核稿</button>{% endpage_header %}
        <section class="card">{% step_line steps %}</section>
        <ul class="figures"><li><a class="figure is-late" href="/"><span class="figure-value">3</span><span class="figure-word">超期</span></a></li>
        <li><a class="figure" href="/"><span class="figure-value">12</span><span class="figure-word">在办</span></a></li>
        <li><span class="figure"><span class="figure-value">0</span><span class="figure-word">无人负责</span></span></li></ul>
        <div class="detail"><div>
        {% panel title="办理" note="现在能办的" %}<div class="btn-row"><button class="btn btn-primary">同意</button>
          <button class="btn btn-outline">退回</button><button class="btn btn-danger">终止</button>
          <button class="btn btn-outline" disabled>撤回</button></div>
          <p class="muted small mb-0 mt-2">撤回：沈静已经签收，不能再撤回。</p>{% endpanel %}
        {% panel title="拟稿" %}<form method="post"><div class="field-grid">{% field form.title wide=True %}{% field form.kind %}
          {% field form.urgency %}{% field form.countersign %}{% field form.attachment %}</div>
          <button class="btn btn-primary">保存</button></form>{% endpanel %}
        {% panel title="意见" %}<ul class="opinions"><li><p class="opinion-by">沈静　核稿　{{ at|short_time }}</p>
          <p class="opinion-text">第二部分表述与上级文件不一致，请核对后再送。</p></li></ul>{% endpanel %}
        </div><aside>
        {% panel title="基本情况" %}<dl class="facts"><div><dt>文种</dt><dd>通知</dd></div><div><dt>成文日期</dt><dd>{{ at|cn_date }}</dd></div>
          <div><dt>时限</dt><dd>{% light "red" "超期 2 天" %}　{% light "yellow" "明天到期" %}　{% light "green" "按期" %}　{% light "grey" "未定" %}</dd></div></dl>{% endpanel %}
        <button class="btn btn-outline" hx-post="/gallery/refusing/">送核稿（htmx）</button>
        {% empty what="没有附件" %}需要附件时在拟稿页上传。{% endempty %}
        </aside></div>{% endblock %}""",
        steps=STEPS,
        at=AT,
        form=PaperForm({"title": "", "kind": "notice", "urgency": ""}),
    )


@staff
def people(request: HttpRequest) -> HttpResponse:
    rows = listing(request, Person.objects.all(), sorts={"name": "name", "rank": "rank"}, default="rank", per_page=5)
    return _page(
        request,
        """{% block title %}名单{% endblock %}{% block content %}{% page_header title="名单" %}{% endpage_header %}
        <ul class="tabs"><li><a href="?" aria-current="page">在岗 <span class="count">17</span></a></li><li><a href="?left=1">离岗</a></li></ul>
        {% include "shell/components/list_tools.html" with form=filters export="/export/" %}
        <div class="list-sheet"><table class="table table-stack" data-list><thead><tr>{% sort_header rows "name" "姓名" %}
        {% sort_header rows "rank" "排序" css="fit" %}<th scope="col">时限</th></tr></thead><tbody>{% for row in rows.rows %}<tr>
        <td><a class="row-link" href="/person/{{ row.pk }}/">{{ row.name }}</a></td><td class="fit" data-label="排序">{{ row.rank }}</td>
        <td class="fit">{% light "green" "按期" %}</td></tr>{% endfor %}</tbody></table></div>{% pager rows %}{% endblock %}""",
        rows=rows,
        filters=Filters(request.GET),
    )


@staff
def drafting(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return HttpResponse(f"收到：{request.POST['body']}")
    return _page(
        request,
        """{% block title %}拟稿{% endblock %}{% block head %}{% asset "editor" %}{% endblock %}{% block content %}
        {% page_header title="拟稿" %}<button class="btn btn-primary" form="draft">送核稿</button>{% endpage_header %}
        <div class="detail"><form id="draft" method="post" data-autosave="/gallery/autosave/">{% csrf_token %}
        <input type="hidden" name="revision" value="1"><p class="autosave-state" data-autosave-state role="status"></p>
        {% field form.title %}<label class="form-label" for="id_body">正文</label>
        <textarea class="form-control" id="id_body" name="body" rows="20" data-editor data-proofread-url="/gallery/proofread/">{{ body }}</textarea>
        </form><aside>{% panel title="校对意见" %}<p data-findings-count class="muted"></p><ul class="findings" data-findings></ul>{% endpanel %}</aside></div>
        {% endblock %}""",
        form=PaperForm({"title": "关于防火的通知", "kind": "notice"}),
        body=BODY,
    )


@staff
def autosave(request: HttpRequest) -> JsonResponse:
    """Saves nothing; a title containing 冲突 or 失败 gets that answer."""
    title = request.POST["title"]
    if "冲突" in title and request.POST["revision"] != "9":
        theirs = {"title": "关于防火工作的通知", "body": BODY.replace("压实", "层层压实")}
        answer = {"message": "周明远刚刚保存过这一稿。", "revision": 9, "by": "周明远", "at": "14:20", "fields": theirs}
        return JsonResponse(answer, status=409)
    if "失败" in title:
        return JsonResponse({"errors": {"title": ["标题里有不能识别的字符。"]}}, status=400)
    return JsonResponse({"revision": int(request.POST["revision"]) + 1, "saved_at": "14:30"})


@staff
def proofread(request: HttpRequest) -> JsonResponse:
    body = request.POST["body"].replace("\r\n", "\n")
    at = body.find("帐号")
    finding = {
        "field": "body",
        "start": at,
        "end": at + 2,
        "level": "must",
        "text": "帐号",
        "reason": "规范写法是“账号”。",
        "basis": "《现代汉语词典》第7版",
        "suggestion": "账号",
    }
    title = {
        "field": "title",
        "start": 0,
        "end": 0,
        "level": "consider",
        "text": "",
        "reason": "标题宜写明区域。",
        "basis": "",
        "suggestion": "",
    }
    return JsonResponse({"findings": ([finding] if at >= 0 else []) + [title]})


@staff
def compare(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        """{% block title %}比较{% endblock %}{% block head %}{% asset "compare" %}{% endblock %}{% block content %}
        {% page_header title="第 2 稿与第 3 稿" %}{% endpage_header %}<div class="conflict-sides" data-compare>
        <pre class="conflict-text" data-old data-label="第 2 稿">{{ old }}</pre><pre class="conflict-text" data-new data-label="第 3 稿">{{ new }}</pre></div>{% endblock %}""",
        old=BODY,
        new=BODY.replace("帐号", "账号").replace("压实工作责任", "层层压实责任"),
    )


@staff
def diagram(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        """{% block title %}流程图{% endblock %}{% block head %}{% asset "bpmn" %}{% endblock %}{% block content %}
        {% page_header title="发文流程" %}{% endpage_header %}
        <div data-bpmn data-url="/gallery/diagram.bpmn" data-current="vet" data-done="draft"><ol><li>拟稿人拟稿。</li><li>核稿人核稿。</li></ol></div>{% endblock %}""",
    )


@staff
def diagram_xml(request: HttpRequest) -> HttpResponse:
    return HttpResponse(DIAGRAM, content_type="application/xml")


@staff
def refusing(request: HttpRequest) -> HttpResponse:
    raise Refused("这件请示要先送核稿。", remedy="请点“送核稿”。", basis="《党政机关公文处理工作条例》第二十条")


@staff
def counting(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"files": len(request.FILES), "fields": len(request.POST)})


@staff
def failing(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a fault of ours")


@staff
def confirming(request: HttpRequest) -> HttpResponse:
    template = engines["django"].get_template("shell/confirm.html")
    context = {
        "title": "作废文号",
        "question": "作废后这个文号不再使用，也不能恢复。",
        "facts": [("文号", "明政办发〔2026〕12号")],
        "warning": "已经印发的文件须另行收回。",
        "act": "作废",
        "danger": True,
        "back": "/",
    }
    return HttpResponse(template.render(context, request))


@staff
def conflicting(request: HttpRequest) -> HttpResponse:
    fields = [
        {"name": "title", "label": "标题", "mine": "甲", "theirs": "乙", "long": False},
        {"name": "body", "label": "正文", "mine": BODY, "theirs": BODY, "long": True},
    ]
    context = {"title": "关于防火的通知", "by": "周明远", "at": AT, "revision": 9, "fields": fields, "back": "/"}
    return HttpResponse(engines["django"].get_template("shell/conflict.html").render(context, request), status=409)


@login_not_required
@csrf_exempt
def swallow(request: HttpRequest) -> HttpResponse:
    return HttpResponse(json.dumps({"length": len(request.body)}))


def _shape(key: str, x: int, width: int, height: int) -> str:
    return (
        f'<bpmndi:BPMNShape id="{key}_s" bpmnElement="{key}">'
        f'<dc:Bounds x="{x}" y="{100 - height // 2}" width="{width}" height="{height}"/></bpmndi:BPMNShape>'
    )


def _edge(key: str, begin: int, end: int) -> str:
    return (
        f'<bpmndi:BPMNEdge id="{key}_e" bpmnElement="{key}"><di:waypoint x="{begin}" y="100"/>'
        f'<di:waypoint x="{end}" y="100"/></bpmndi:BPMNEdge>'
    )


DIAGRAM = (
    '<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"'
    ' xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="d" targetNamespace="t"><bpmn:process id="p">'
    '<bpmn:startEvent id="start"/><bpmn:userTask id="draft" name="拟稿"/><bpmn:userTask id="vet" name="核稿"/>'
    '<bpmn:userTask id="sign_off" name="签发"/><bpmn:endEvent id="end"/>'
    '<bpmn:sequenceFlow id="a" sourceRef="start" targetRef="draft"/><bpmn:sequenceFlow id="b" sourceRef="draft" targetRef="vet"/>'
    '<bpmn:sequenceFlow id="c" sourceRef="vet" targetRef="sign_off"/><bpmn:sequenceFlow id="d1" sourceRef="sign_off" targetRef="end"/>'
    '</bpmn:process><bpmndi:BPMNDiagram id="g"><bpmndi:BPMNPlane id="pl" bpmnElement="p">'
    + _shape("start", 20, 36, 36)
    + _shape("draft", 110, 100, 80)
    + _shape("vet", 270, 100, 80)
    + _shape("sign_off", 430, 100, 80)
    + _shape("end", 590, 36, 36)
    + _edge("a", 56, 110)
    + _edge("b", 210, 270)
    + _edge("c", 370, 430)
    + _edge("d1", 530, 590)
    + "</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>"
)

PAGES = {
    "components": components,
    "people": people,
    "drafting": drafting,
    "autosave": autosave,
    "proofread": proofread,
    "compare": compare,
    "diagram": diagram,
    "diagram.bpmn": diagram_xml,
    "refusing": refusing,
    "counting": counting,
    "failing": failing,
    "confirming": confirming,
    "conflicting": conflicting,
    "swallow": swallow,
}
urlpatterns = [
    *(path(f"gallery/{name}" + ("" if "." in name else "/"), view) for name, view in PAGES.items()),
    *site.urlpatterns,
]
handler400, handler403, handler404, handler500 = site.handler400, site.handler403, site.handler404, site.handler500
