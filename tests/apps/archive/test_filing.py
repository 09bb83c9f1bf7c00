"""Filing a finished paper: numbers, the package, who may, and who may look."""

import json
import zipfile
from io import BytesIO

import pytest

from tests.apps.outgoing import steps
from zhongshu.apps.archive import actions, policy, queries
from zhongshu.apps.archive.models import Item, Retention
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.outgoing.models import Paper
from zhongshu.lib.refusal import Refused


@pytest.fixture
def fonds(cast):
    return actions.set_fonds(actor=SYSTEM, organ=cast.office, code="Z109")


@pytest.fixture
def paper(cast, fonds):
    return steps.to_step(cast, steps.new_paper(cast), "archive")


def file(cast, paper, **more):
    return actions.file_paper(actor=cast.archivist, paper=paper, **{"retention": Retention.PERMANENT, **more})


def test_filing_numbers_the_item_and_finishes_the_paper(cast, paper):
    item = file(cast, paper)
    assert item.reference == f"Z109-WS·{paper.signed_on.year}-Y-ZHK-0001"
    assert steps.reload(paper).state == Paper.State.DONE
    assert item.document_number == paper.number_text
    assert queries.faults_of(item) == []


def test_the_package_holds_the_sealed_paper_and_every_opinion(cast, paper):
    item = file(cast, paper)
    with zipfile.ZipFile(BytesIO(item.package.read())) as opened:
        names = set(opened.namelist())
        sealed = paper.seal_uses.get().file.read()
        assert opened.read("公文.pdf") == sealed
        record = opened.read("办理过程.xml").decode()
        final = json.loads(opened.read("定稿.json"))
    assert names == {"公文.pdf", "元数据.xml", "办理过程.xml", "定稿.json", "历次文稿.json", "SHA256SUMS"}
    assert "同意印发" in record
    assert cast.principal_leader.name in record
    assert final["title"] == paper.title


def test_serials_run_within_year_term_and_unit(cast, fonds):
    papers = [steps.to_step(cast, steps.new_paper(cast), "archive") for _ in range(3)]
    terms = [Retention.PERMANENT, Retention.PERMANENT, Retention.TEN_YEARS]
    items = [file(cast, paper, retention=term) for paper, term in zip(papers, terms, strict=True)]
    assert [(item.shelf.retention, item.serial) for item in items] == [("Y", 1), ("Y", 2), ("D10", 1)]


def test_a_failed_filing_uses_up_no_number(cast, paper, monkeypatch):
    monkeypatch.setattr(actions.package, "build", lambda parts: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        file(cast, paper)
    monkeypatch.undo()
    assert file(cast, paper).serial == 1


@pytest.mark.parametrize("part", ["drafter", "clerk", "director", "outsider", "sysadmin"])
def test_only_the_archivist_files(cast, paper, part):
    with pytest.raises(Refused):
        actions.file_paper(actor=cast.people[part], paper=paper, retention="Y")
    assert not Item.objects.exists()


@pytest.mark.parametrize("more", [{"retention": "forever"}, {"category": "办公室"}, {"category": "TOOLONGCODE"}])
def test_bad_particulars_are_refused(cast, paper, more):
    with pytest.raises(Refused):
        file(cast, paper, **more)
    assert steps.reload(paper).state == Paper.State.ARCHIVE


def test_a_paper_is_filed_once_and_not_before_its_time(cast, fonds):
    early = steps.to_step(cast, steps.new_paper(cast), "number")
    with pytest.raises(Refused, match="还没有到归档环节"):
        file(cast, early)
    done = steps.to_step(cast, steps.new_paper(cast), "archive")
    file(cast, done)
    with pytest.raises(Refused, match=r"已经归档|没有到归档"):
        file(cast, steps.reload(done))


def test_no_button_goes_round_filing(cast, paper):
    work = steps.work(paper)
    with pytest.raises(Refused, match="还没有归档"):
        flow_actions.submit(actor=work.holder, work=work, text="办结")
    assert steps.reload(paper).state == Paper.State.ARCHIVE


def test_without_a_fonds_number_nothing_is_filed(cast):
    paper = steps.to_step(cast, steps.new_paper(cast), "archive")
    with pytest.raises(Refused, match="全宗号"):
        file(cast, paper)


def test_items_are_seen_by_archivist_and_drafter_only(cast, paper):
    file(cast, paper)
    seen = {part for part, person in cast.people.items() if queries.visible_to(person).exists()}
    assert seen == {"archivist", "drafter"}


def test_a_damaged_package_is_told(cast, paper):
    from django.core.files.storage import default_storage

    item = file(cast, paper)
    with open(default_storage.path(item.package.path), "r+b") as blob:
        blob.truncate(200)
    assert queries.faults_of(item) == ["归档包打不开"]
    default_storage.delete(item.package.path)
    assert queries.faults_of(item) == ["归档包缺失"]


@pytest.mark.parametrize(
    ("name", "code"), [("综合科", "ZHK"), ("办公室", "BGS"), ("机要保密科", "JYBMK"), ("A一科", "AYK")]
)
def test_unit_codes_are_initials(name, code):
    from zhongshu.apps.org.models import Unit

    assert policy.category_code(Unit(name=name)) == code


def test_the_papers_page_offers_filing_to_the_archivist_alone(cast, paper):
    from zhongshu.apps.outgoing.views.tasks import tasks_for

    offered = {
        part for part, person in cast.people.items() if "归档" in [task.label for task in tasks_for(paper, person)]
    }
    assert offered == {"archivist"}
