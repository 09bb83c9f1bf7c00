"""An office's Excel ledger: merged cells, text dates, duplicates, and every rejected row with its reason."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.apps.supervision import steps
from zhongshu.apps.supervision import actions
from zhongshu.apps.supervision.actions import importing
from zhongshu.apps.supervision.models import SupervisedMatter, Urging
from zhongshu.apps.supervision.policy.ledger_dates import Unreadable, read_date
from zhongshu.apps.supervision.policy.ledger_rows import guess
from zhongshu.apps.supervision.queries import visible_to
from zhongshu.lib.refusal import Refused

HEADINGS = [
    "序号",
    "督办事项",
    "目标要求",
    "完成时限",
    "牵头单位",
    "责任人",
    "配合单位",
    "来源",
    "进展情况",
    "是否办结",
]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026.3.5前", date(2026, 3, 5)),
        ("2026年3月5日前完成", date(2026, 3, 5)),
        ("２０２６／３／５", date(2026, 3, 5)),
        ("2026-03-05", date(2026, 3, 5)),
        ("20260305", date(2026, 3, 5)),
        ("3月底", date(2026, 3, 31)),
        ("2月底前", date(2026, 2, 28)),
        ("3月5日前", date(2026, 3, 5)),
        ("3.5前", date(2026, 3, 5)),
        ("26年3月5日", date(2026, 3, 5)),
        ("6月上旬", date(2026, 6, 10)),
        ("6月中旬前", date(2026, 6, 20)),
        ("6月下旬", date(2026, 6, 30)),
        ("2027年2月", date(2027, 2, 28)),
        ("一季度", date(2026, 3, 31)),
        ("第三季度末", date(2026, 9, 30)),
        ("上半年", date(2026, 6, 30)),
        ("年底前", date(2026, 12, 31)),
        ("2027年底", date(2027, 12, 31)),
        (datetime(2026, 3, 5, 0, 0), date(2026, 3, 5)),
        (46086, date(2026, 3, 5)),
    ],
)
def test_dates_as_people_write_them(cell, day):
    assert read_date(cell, year=2026) == day


@pytest.mark.parametrize(
    ("cell", "why"),
    [("", "没有填写"), ("长期", "不是一个日期"), ("每月底前", "不是一个日期"), ("2月30日", "没有这一天"), ("13月底", "没有这个月"),
     ("尽快", "不是一个日期"), ("按要求", "看不懂"), (3.1, "分不清"), ("3", "看不懂")],
)  # fmt: skip
def test_what_is_no_date_says_why(cell, why):
    with pytest.raises(Unreadable, match=why):
        read_date(cell, year=2026)


def test_columns_are_guessed_by_their_headings():
    found = guess(HEADINGS)
    assert {name: HEADINGS[column] for name, column in found.items()} == {
        "task": "督办事项", "standard": "目标要求", "deadline": "完成时限", "unit": "牵头单位", "person": "责任人",
        "supporting": "配合单位", "label": "来源", "progress": "进展情况", "status": "是否办结",
    }  # fmt: skip


def taken_over(cast, rows, *, merged=(), day=steps.MONDAY, **more):
    with steps.on(day):
        ledger = actions.upload_ledger(
            actor=cast.supervision_officer,
            name="2026年督办台账.xlsx",
            content=steps.ledger([HEADINGS, *rows], merged=merged),
        )
        mapping = more.pop("mapping", ledger.mapping)
        ledger = actions.map_ledger(
            actor=cast.supervision_officer, ledger=ledger, mapping=mapping, year=2026, kind="work_report", **more
        )
        importing.run_import(ledger.pk)
    ledger.refresh_from_db()
    return ledger


GOOD = [
    1,
    "完成青石镇农村饮水管网改造",
    "12个村通水",
    "2026.6.30前",
    "青石镇",
    "钱多多",
    "综合科",
    "政府工作报告",
    "已进场",
    "",
]


def row(**changes):
    names = ["no", "task", "standard", "deadline", "unit", "person", "supporting", "label", "progress", "status"]
    return [changes.get(name, value) for name, value in zip(names, GOOD, strict=True)]


@pytest.mark.django_db
def test_good_rows_become_matters_and_bad_ones_say_why(cast):
    ledger = taken_over(
        cast,
        [
            GOOD,
            row(task="印发防汛预案", deadline="3月底", unit="综合科", person=""),
            row(task="整治河道", standard="高度重视，抓好落实"),
            row(task="拆除危房12处", deadline="长期"),
            row(task="修路", unit="不存在的局"),
            row(task="绿化", person="张三"),
            row(task="", standard=""),
            GOOD,
            row(task="清理垃圾点30处", status="已完成", progress="已清理"),
            row(task="兑付拖欠工资", deadline="2026.1.31前"),
            row(task="修路3公里", person=""),
        ],
    )
    reasons = dict(ledger.rejections.values_list("row", "reason"))
    assert (ledger.state, ledger.total, ledger.created, ledger.rejected) == ("done", 11, 4, 7), reasons
    assert "不可衡量" in reasons[5]
    assert "“长期”不是一个日期" in reasons[6]
    assert "系统里没有责任单位“不存在的局”" in reasons[7]
    assert "“张三”不在青石镇任职" in reasons[8]
    assert reasons[9] == "没有任务；没有标准"
    assert reasons[10] == "与第 3 行重复"
    assert "青石镇也没有负责人" in reasons[13]
    first = SupervisedMatter.objects.get(task=GOOD[1])
    assert (str(first.unit), first.person, first.source.kind) == ("党政办公室", cast.town_clerk, "work_report")
    assert [entry.unit for entry in first.supporting.all()] == [cast.units["综合科"]]
    assert SupervisedMatter.objects.get(task="印发防汛预案").deadline == date(2026, 3, 31)
    done = SupervisedMatter.objects.get(task="清理垃圾点30处")
    assert (done.state, done.closings.get().result) == ("closed", "已清理")
    assert SupervisedMatter.objects.get(task="印发防汛预案").person == cast.section_head
    assert visible_to(cast.town_clerk).count() == 3
    assert not visible_to(cast.vetter).exists()
    assert [m.serial for m in SupervisedMatter.objects.order_by("serial")] == [1, 2, 3, 4]


@pytest.mark.django_db
def test_what_was_late_before_is_red_and_floods_nobody(cast):
    taken_over(cast, [row(task="兑付拖欠工资", deadline="2026.1.31前")])
    matter = SupervisedMatter.objects.get()
    assert matter.light(steps.MONDAY) == "red"
    assert steps.swept(steps.MONDAY) == 0
    assert set(Urging.objects.values_list("folded", flat=True)) == {True}


@pytest.mark.django_db
def test_a_second_import_takes_over_only_what_is_new(cast):
    taken_over(cast, [GOOD])
    again = taken_over(cast, [GOOD, row(task="修桥2座")])
    assert (again.created, again.rejected) == (1, 1)
    assert again.rejections.get().reason == "与台账中的督〔2026〕1号重复"


@pytest.mark.django_db
def test_merged_cells_hold_for_every_row_they_cover(cast):
    rows = [
        GOOD,
        row(task="修桥2座", unit=None, person=None, deadline=None),
        row(task="修路3公里", unit=None, person=None, deadline=None),
    ]
    ledger = taken_over(cast, rows, merged=("D3:D5", "E3:E5", "F3:F5"))
    assert (ledger.created, ledger.rejected) == (3, 0)
    assert set(SupervisedMatter.objects.values_list("person__name", "deadline")) == {("钱多多", date(2026, 6, 30))}


@pytest.mark.django_db
def test_a_dissolved_unit_is_named_as_such(cast):
    unit = cast.units["机要保密科"]
    unit.dissolved_on = date(2026, 1, 1)
    unit.save()
    ledger = taken_over(cast, [row(unit="机要保密科", person="")])
    assert ledger.rejections.get().reason == "责任单位“机要保密科”已撤销"


@pytest.mark.django_db
def test_an_import_that_was_cut_off_goes_on_where_it_stopped(cast, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 2)
    with steps.on(steps.MONDAY):
        content = steps.ledger([HEADINGS, *[row(task=f"修桥{n}座") for n in range(1, 8)]])
        ledger = actions.upload_ledger(actor=cast.supervision_officer, name="台账.xlsx", content=content)
        ledger = actions.map_ledger(
            actor=cast.supervision_officer, ledger=ledger, mapping=ledger.mapping, year=2026, kind=""
        )
        lines = importing._lines(ledger)
        importing._chunk(ledger.pk, lines)  # and here the power fails
    ledger.refresh_from_db()
    assert (ledger.done, ledger.created, ledger.state) == (2, 2, "running")
    with steps.on(steps.MONDAY):
        assert importing.go_on(now=timezone.now()) == 0  # somebody may still be at it
        assert importing.go_on(now=timezone.now() + timedelta(minutes=3)) == 5
    ledger.refresh_from_db()
    assert (ledger.created, ledger.state) == (7, "done")
    assert sorted(SupervisedMatter.objects.values_list("serial", flat=True)) == list(range(1, 8))


@pytest.mark.django_db
def test_files_that_are_no_ledger_are_refused(cast):
    with pytest.raises(Refused):
        actions.upload_ledger(actor=cast.supervision_officer, name="台账.xlsx", content=b"PK\x03\x04 not a book")
    with pytest.raises(Refused, match="没有表格内容"):
        actions.upload_ledger(
            actor=cast.supervision_officer, name="空.xlsx", content=steps.ledger([["标题"]], title=False)
        )
    with pytest.raises(Refused, match="立项由"):
        actions.upload_ledger(actor=cast.outsider, name="台账.xlsx", content=steps.ledger([HEADINGS, GOOD]))


@pytest.mark.django_db
def test_the_mapping_must_name_the_four(cast):
    mapping = guess(HEADINGS)
    for name, said in (("standard", "哪一列是标准"), ("deadline", "哪一列是时限")):
        with pytest.raises(Refused, match=said):
            taken_over(cast, [GOOD], mapping={key: value for key, value in mapping.items() if key != name})
    with pytest.raises(Refused, match="对应了两次"):
        taken_over(cast, [GOOD], mapping=mapping | {"leader": mapping["task"]})


@pytest.mark.django_db
def test_a_large_workbook_is_read_in_the_background(cast, monkeypatch):
    monkeypatch.setattr(importing, "READ_AT_ONCE", 10)
    with steps.on(steps.MONDAY):
        ledger = actions.upload_ledger(
            actor=cast.supervision_officer, name="台账.xlsx", content=steps.ledger([HEADINGS, GOOD])
        )
        assert (ledger.state, ledger.rows, ledger.total) == ("reading", None, 0)
        with pytest.raises(Refused, match="读取中"):
            actions.map_ledger(actor=cast.supervision_officer, ledger=ledger, mapping={}, year=2026, kind="")
        assert importing.go_on(now=timezone.now()) == 0
        assert importing.go_on(now=timezone.now() + timedelta(minutes=3)) == 1
        assert importing.run_reading(ledger.pk) == 0
    ledger.refresh_from_db()
    assert (ledger.state, ledger.total) == ("uploaded", 1)
    assert ledger.mapping == guess(HEADINGS)


@pytest.mark.django_db
def test_a_large_file_that_is_no_ledger_says_so_on_its_page(accounts, monkeypatch, sign_in):
    monkeypatch.setattr(importing, "READ_AT_ONCE", 10)
    officer = accounts.supervision_officer
    empty = steps.ledger([["标题"]], title=False)
    client = sign_in("supervision_officer")
    ledger = actions.upload_ledger(actor=officer, name="台账.xlsx", content=empty)
    address = reverse("supervision:import", args=[ledger.pk])
    assert "正在读取工作簿" in client.get(address).content.decode()
    importing.run_reading(ledger.pk)
    page = client.get(address).content.decode()
    assert "没有表格内容" in page
    assert "hx-trigger" not in page.split('id="import-progress"')[1].split(">")[0]
    good = actions.upload_ledger(actor=officer, name="台账.xlsx", content=steps.ledger([HEADINGS, GOOD]))
    importing.run_reading(good.pk)
    answer = client.get(reverse("supervision:import", args=[good.pk]), headers={"HX-Request": "true"})
    assert answer["HX-Refresh"] == "true"
