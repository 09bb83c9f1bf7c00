"""What a paper's page offers a person beyond the flow's own moves: the acts of the step the paper is at."""

from dataclasses import dataclass, replace

from django.urls import reverse

from zhongshu.apps.org.models import Person
from zhongshu.apps.outgoing.actions.gates import may_sign
from zhongshu.apps.outgoing.events import tasks_asked
from zhongshu.apps.outgoing.guards import needs_number
from zhongshu.apps.outgoing.models import Autosave, Paper
from zhongshu.apps.outgoing.queries.papers import EDITING, can_edit, current_version, work_of

#: Steps that are finished by their own act, so that the flow's plain 提交 is not offered beside it.
FINISHED_BY_ACT = {
    "sign_off": "签发", "recheck": "复核", "number": "编号登记", "print": "印制", "seal": "用印", "distribute": "分发",
}  # fmt: skip
_PAGES = {
    "recheck": "outgoing:recheck", "number": "outgoing:number_assign", "print": "outgoing:print", "seal": "outgoing:seal_affix",
    "distribute": "outgoing:distribute",
}  # fmt: skip


@dataclass(frozen=True)
class Task:
    """One thing to do, as a button; ``note`` says what it is about."""

    label: str
    url: str
    note: str = ""
    main: bool = False


def own_moves(paper: Paper) -> str:
    """Moves the page offers itself at this step, as ``flow_moves`` wants them excluded."""
    if paper.state == Paper.State.NUMBER and not needs_number(paper):
        return ""
    if paper.state == Paper.State.SEAL and not current_version(paper).document.sealed:
        return ""
    return "submit" if paper.state in FINISHED_BY_ACT else ""


def tasks_for(paper: Paper, person: Person) -> list[Task]:
    """The acts the person may begin now, the main one first."""
    tasks: list[Task] = []
    if paper.state in FINISHED_BY_ACT and own_moves(paper) and work_of(paper, person, paper.state) is not None:
        if paper.state == Paper.State.SIGN_OFF:
            tasks.append(Task("签发", "", main=True))
        else:
            tasks.append(Task(FINISHED_BY_ACT[paper.state], reverse(_PAGES[paper.state], args=[paper.pk]), main=True))
    if paper.state in EDITING and can_edit(paper, person):
        kept = Autosave.objects.filter(paper=paper, person=person).exists()
        note = "有未存为版本的内容" if kept else ""
        tasks.append(
            Task("修改文稿", reverse("outgoing:edit", args=[paper.pk]), note, main=paper.state == Paper.State.DRAFT)
        )
        tasks.append(Task("导入文稿", reverse("outgoing:import", args=[paper.pk])))
    if may_sign(paper, person):
        tasks.append(
            Task("五关把关", reverse("outgoing:gates", args=[paper.pk]), main=paper.state == Paper.State.GATES)
        )
    answers = tasks_asked.send(sender=Paper, paper=paper, person=person)
    return [replace(Task(*answer), main=True) for _, answer in answers if answer] + tasks
