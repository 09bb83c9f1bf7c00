"""Who keeps an organ's 校对库, and what the proofreader makes of it."""

import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from zhongshu.apps.audit.models import Entry as AuditEntry
from zhongshu.apps.lexicon import actions, sheets
from zhongshu.apps.lexicon.models import Entry
from zhongshu.apps.lexicon.queries import keeps, pack_of, visible_to
from zhongshu.lib.proofread import check, read_pack
from zhongshu.lib.refusal import Refused

pytestmark = pytest.mark.django_db

TERM = {"name": "县府", "value": "县政府", "reason": "用规范简称"}


def found(organ, text: str) -> list[tuple[str, str | None]]:
    return [(item.rule, item.suggestion) for item in check(text, pack=pack_of(organ))]


def test_the_next_check_knows_a_new_entry_and_not_a_retired_one(cast):
    assert found(cast.office, "报县府同意。") == []
    entry = actions.add_entry(actor=cast.vetter, kind="term", **TERM)
    assert found(cast.office, "报县府同意。") == [("language.office_terms", "县政府")]
    assert found(cast.town, "报县府同意。") == []
    actions.change_entry(actor=cast.director, entry=entry, **(TERM | {"value": "县人民政府"}))
    assert found(cast.office, "报县府同意。") == [("language.office_terms", "县人民政府")]
    actions.retire_entry(actor=cast.deputy_director, entry=entry, reason="不再使用")
    assert found(cast.office, "报县府同意。") == []
    verbs = list(AuditEntry.objects.filter(verb__startswith="lexicon.").order_by("seq").values_list("verb", flat=True))
    assert verbs == ["lexicon.add_entry", "lexicon.change_entry", "lexicon.retire_entry"]


def test_only_those_answerable_for_the_words_keep_it(cast):
    keepers = {part for part, person in cast.people.items() if keeps(person)}
    assert keepers == {"director", "deputy_director", "vetter"}
    entry = actions.add_entry(actor=cast.vetter, kind="term", **TERM)
    for part in ("drafter", "clerk", "town_clerk", "outsider", "sysadmin"):
        person = cast.people[part]
        with pytest.raises(Refused, match="维护"):
            actions.add_entry(actor=person, kind="term", name="甲", value="乙")
        with pytest.raises(Refused):
            actions.change_entry(actor=person, entry=entry, **TERM)
        with pytest.raises(Refused):
            actions.retire_entry(actor=person, entry=entry, reason="无")
    assert [part for part, person in cast.people.items() if visible_to(person).exists()] == [
        part for part, person in cast.people.items() if person.organ_id == cast.office.pk and "admin" not in part
    ]


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("term", {"name": "县府", "value": "县府"}, "改前与改后相同"),
        ("fact", {"name": "地区生产总值", "value": "268.4亿元"}, "时期"),
        ("law", {"name": "会议条例", "value": "四十"}, "阿拉伯数字"),
        ("ignored", {"name": "截止", "value": "language.until_word"}, "理由"),
        ("ignored", {"name": "习总书记", "value": "politics.leader_name", "reason": "习惯"}, "政治关"),
        ("term", {"name": "甲" * 201, "value": "乙"}, "最多200个字"),
        (
            "person",
            {"name": "陈志远", "value": "县长", "since": datetime.date(2026, 2, 1), "until": datetime.date(2026, 1, 1)},
            "结束日期",
        ),
    ],
)
def test_what_is_not_whole_is_refused(cast, kind, fields, said):
    with pytest.raises(Refused, match=said):
        actions.add_entry(actor=cast.vetter, kind=kind, **fields)
    assert not Entry.objects.exists()


def test_the_same_entry_is_not_kept_twice(cast):
    actions.add_entry(actor=cast.vetter, kind="term", **TERM)
    with pytest.raises(Refused, match="已经有"):
        actions.add_entry(actor=cast.director, kind="term", **TERM)


def test_a_workbook_goes_out_and_comes_back(accounts, sign_in):
    actions.add_entry(actor=accounts.vetter, kind="term", **TERM)
    actions.add_entry(
        actor=accounts.vetter, kind="person", name="陈志远", value="县长", since=datetime.date(2026, 2, 1)
    )
    client = sign_in("vetter")
    content = client.get(reverse("lexicon:export")).content
    rows = list(load_workbook(BytesIO(content)).active.values)
    assert rows[0] == tuple(sheets.HEADINGS)
    before = {row.plain for row in Entry.objects.all()}
    Entry.objects.all().delete()
    upload = SimpleUploadedFile("校对库.xlsx", content)
    assert client.post(reverse("lexicon:import"), {"upload": upload}).status_code == 302
    assert {row.plain for row in Entry.objects.all()} == before
    again = client.post(reverse("lexicon:import"), {"upload": SimpleUploadedFile("校对库.xlsx", content)}, follow=True)
    assert "2条已经有了" in again.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("表.xlsx", b"nonsense", "不是可以读取的XLSX"),
        ("term.toml", b"[[entry]]\nname = '\xe7\x94\xb2'\nworse = 1\n", "不认识的项目"),
        ("term.toml", b"[[entry", "不能用"),
        ("别的.toml", b"a = 1", "看不出"),
    ],
)
def test_a_faulty_file_brings_nothing_in(accounts, sign_in, name, content, said):
    answer = sign_in("director").post(reverse("lexicon:import"), {"upload": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Entry.objects.exists()


def test_the_pack_of_files_is_what_the_command_reads(accounts, sign_in, tmp_path):
    actions.add_entry(actor=accounts.vetter, kind="term", **TERM)
    content = sign_in("drafter").get(reverse("lexicon:files")).content
    ZipFile(BytesIO(content)).extractall(tmp_path)
    (finding,) = check("报县府同意。", pack=read_pack(tmp_path))
    assert finding.suggestion == "县政府"


def test_files_in_the_installation_are_read_beside_the_site(cast, settings, tmp_path):
    settings.PACK_FOLDER = tmp_path
    (tmp_path / "term.toml").write_text('[[entry]]\nname = "镇府"\nvalue = "镇政府"\n', "utf-8")
    assert ("language.office_terms", "镇政府") in found(cast.town, "报镇府同意。")
    (tmp_path / "term.toml").write_text("[[entry", "utf-8")
    with pytest.raises(Refused, match=r"term\.toml"):
        pack_of(cast.town)


def test_pages(accounts, sign_in):
    client = sign_in("vetter")
    assert "校对库还是空的" in client.get(reverse("lexicon:list")).content.decode()
    added = client.post(reverse("lexicon:add", args=["term"]), TERM)
    assert added.status_code == 302
    twice = client.post(reverse("lexicon:add", args=["term"]), TERM)
    assert twice.status_code == 422
    assert "已经有这一条" in twice.content.decode()
    entry = Entry.objects.get()
    assert "县政府" in client.get(reverse("lexicon:change", args=[entry.pk])).content.decode()
    client.post(reverse("lexicon:change", args=[entry.pk]), TERM | {"value": "县人民政府"})
    assert "县人民政府" in sign_in("drafter").get(reverse("lexicon:list")).content.decode()
    assert sign_in("drafter").get(reverse("lexicon:change", args=[entry.pk])).status_code == 403
    assert sign_in("outsider").get(reverse("lexicon:change", args=[entry.pk])).status_code == 404
    assert "县府" not in sign_in("outsider").get(reverse("lexicon:list") + "?q=县府").content.decode().replace(
        'value="县府"', ""
    )
    client.post(reverse("lexicon:retire", args=[entry.pk]), {"reason": "不再使用"})
    assert "县人民政府" in client.get(reverse("lexicon:list") + "?retired=on").content.decode()
    assert client.get(reverse("lexicon:add", args=["nonsense"])).status_code == 404
