"""The main job over HTTP: every act as a browser sends it, and what must be in the database once it was done."""

from collections.abc import Callable
from dataclasses import dataclass

from tools.bench.forms import Pairs
from tools.bench.visitor import Answer, Visitor

from tests.cast import PASSWORD
from tests.scenarios.ledger import Ledger

SUBJECT = "商请做好防汛备汛工作"
BODY = """为做好防汛备汛工作，经县政府同意，现商请如下：
请贵镇于2026年12月10日前完成隐患排查，并将情况报县政府办公室。
专此致函，请予支持。"""
GATES = ("politics", "policy", "facts", "format", "language")
PEOPLE = (
    "drafter",
    "director",
    "deputy_director",
    "principal_leader",
    "clerk",
    "seal_keeper",
    "archivist",
    "town_clerk",
)


@dataclass(frozen=True)
class Act:
    """One act: how it is sent, and facts of which after any crash all or none are true."""

    name: str
    send: Callable[[], Answer]
    facts: tuple[str, ...]
    #: Whether the facts stay true when the job goes on.
    lasting: bool = True


class MainJob:
    """One paper's way. Addresses and keys are looked up where the paper is now, so an act can be sent a second time."""

    def __init__(self, address: str, ledger: Ledger) -> None:
        self.ledger = ledger
        self.visitors = {name: Visitor(address) for name in PEOPLE}

    def sign_in(self) -> None:
        for name, visitor in self.visitors.items():
            visitor.sign_in(name, PASSWORD)

    def acts(self) -> list[Act]:
        """Every act of the job in its order."""
        return [
            self._create(),
            self._autosave(),
            self._save(),
            self._move("drafter", "submit", "draft", text="请核稿"),
            self._move("director", "return_to", "vet", text="请核实日期", target="draft", mode="direct"),
            self._move("drafter", "submit", "draft", text="日期已核实"),
            self._move("director", "add_signer", "vet", text="请先看", people="deputy_director", position="before"),
            self._move("deputy_director", "submit", "vet", text="无意见"),
            self._move("director", "submit", "vet", text="已核"),
            *[self._gate(gate) for gate in GATES],
            self._move("director", "submit", "gates", text="五关已过"),
            self._phone(),
            self._page("director", "recheck", "recheck", {"result": "pass"}, "outgoing.pass_recheck"),
            self._page("clerk", "number", "number", {}, "outgoing.assign_number"),
            self._page("clerk", "print", "print", {"copies": "3"}, "outgoing.print_paper"),
            self._page("seal_keeper", "seal", "seal", {}, "outgoing.affix_seal"),
            self._page("clerk", "distribute", "distribute", {}, "outgoing.distribute"),
            self._receipt(),
            self._countersign_later(),
            self._archive(),
        ]

    @property
    def paper(self) -> int:
        return int(self.ledger.one("SELECT MAX(id) FROM outgoing_paper") or 0)

    def _form(self, who: str, path: str, action: str = "", **values: str) -> Answer:
        """Open the page, fill in its form, send it."""
        visitor = self.visitors[who]
        page = visitor.get(path)
        form = page.form(action or path)
        return visitor.send(form.action, form.filled(**values))

    def _create(self) -> Act:
        def send() -> Answer:
            path = "/outgoing/new/letter/"
            return self._form("drafter", path, subject=SUBJECT, issuer_code="明政办函")

        facts = (
            "SELECT COUNT(*) FROM outgoing_paper",
            "SELECT COUNT(*) FROM outgoing_version WHERE no = 1",
            "SELECT COUNT(*) FROM flow_flow",
            "SELECT COUNT(*) FROM flow_work",
            "SELECT COUNT(*) FROM audit_entry WHERE verb = 'outgoing.create_paper'",
            "SELECT COUNT(*) FROM access_grant WHERE object_type = 'outgoing.paper' AND reason = '拟稿'",
        )
        return Act("create", send, facts)

    def _draft(self) -> Pairs:
        page = self.visitors["drafter"].get(f"/outgoing/{self.paper}/edit/")
        form = page.form("/edit/")
        return form.filled(body=BODY, addressees="明川县青石镇人民政府")

    def _autosave(self) -> Act:
        def send() -> Answer:
            pairs = self._draft()
            return self.visitors["drafter"].send(f"/outgoing/{self.paper}/autosave/", pairs, Accept="application/json")

        kept = "SELECT COUNT(*) FROM outgoing_autosave WHERE json_extract(fields, '$.body') LIKE '%隐患排查%'"
        return Act("autosave", send, (kept,), lasting=False)

    def _save(self) -> Act:
        def send() -> Answer:
            return self.visitors["drafter"].send(f"/outgoing/{self.paper}/edit/", self._draft())

        facts = (
            "SELECT COUNT(*) FROM outgoing_version WHERE no = 2",
            "SELECT revision >= 2 FROM outgoing_paper",
            "SELECT COUNT(*) FROM audit_entry WHERE verb = 'outgoing.save_draft'",
        )
        return Act("save", send, facts)

    def _work(self, who: str, element: str) -> int:
        found = self.ledger.one(
            """SELECT w.id FROM flow_work w JOIN flow_step s ON s.id = w.step_id JOIN org_person p ON p.id = w.holder_id
               JOIN auth_user u ON u.id = p.user_id WHERE u.username = ? AND s.element = ? AND w.responsible = 1""",
            who, element,
        )  # fmt: skip
        assert found, f"{who} holds nothing at {element}"
        return int(found)

    def _move(self, who: str, move: str, element: str, *, text: str, people: str = "", **values: str) -> Act:
        def send() -> Answer:
            more = {"people": str(self._person(people))} if people else {}
            return self._form(who, f"/flow/work/{self._work(who, element)}/{move}/", text=text, **more, **values)

        facts = (
            f"SELECT COUNT(*) FROM flow_opinion WHERE text = '{text}'",
            f"SELECT COUNT(*) FROM flow_log l JOIN flow_opinion o ON o.flow_id = l.flow_id AND o.act = l.no WHERE o.text = '{text}'",
            f"""SELECT COUNT(*) FROM audit_entry e JOIN flow_opinion o ON o.flow_id = e.object_id
                WHERE e.verb = 'flow.{move}' AND json_extract(e.data, '$.no') = o.act AND o.text = '{text}'""",
        )
        return Act(f"{move} at {element} by {who}", send, facts)

    def _person(self, who: str) -> int:
        return int(
            self.ledger.one(
                "SELECT p.id FROM org_person p JOIN auth_user u ON u.id = p.user_id WHERE u.username = ?", who
            )
        )

    def _gate(self, gate: str) -> Act:
        def send() -> Answer:
            visitor = self.visitors["director"]
            page = visitor.get(f"/outgoing/{self.paper}/gates/")
            form = page.form("/gates/sign/")
            return visitor.send(form.action, form.filled(gate=gate))

        facts = (
            f"SELECT COUNT(*) FROM outgoing_gatesignature WHERE gate = '{gate}'",
            f"SELECT COUNT(*) FROM audit_entry WHERE verb = 'outgoing.sign_gate' AND json_extract(data, '$.gate') = '{gate}'",
        )
        return Act(f"sign gate {gate}", send, facts)

    def _phone(self) -> Act:
        def send() -> Answer:
            work = self._work("principal_leader", "sign_off")
            return self._form(
                "director", f"/flow/work/{work}/approve_by_phone/", question="可否印发", answer="同意印发，回来补签"
            )

        facts = (
            "SELECT COUNT(*) FROM flow_phoneapproval",
            "SELECT COUNT(*) FROM flow_deferredsignature",
            "SELECT COUNT(*) FROM outgoing_signoff WHERE form = 'phone'",
            "SELECT COUNT(*) FROM audit_entry WHERE verb = 'flow.approve_by_phone'",
        )
        return Act("approve by phone", send, facts)

    def _page(self, who: str, page: str, state: str, values: dict[str, str], verb: str) -> Act:
        """An act on a page of the paper, after which the paper has left ``state``."""

        def send() -> Answer:
            return self._form(who, f"/outgoing/{self.paper}/{page}/", **values)

        facts = (
            f"SELECT revision > 1 AND {_AFTER[state]} FROM outgoing_paper p",
            f"SELECT COUNT(*) FROM audit_entry WHERE verb = '{verb}'",
        )
        return Act(page, send, facts)

    def _archive(self) -> Act:
        def send() -> Answer:
            return self._form("archivist", f"/archive/papers/{self.paper}/file/", retention="Y")

        facts = (
            "SELECT COUNT(*) FROM archive_item",
            "SELECT COUNT(*) FROM outgoing_paper WHERE state = 'done'",
            "SELECT COUNT(*) FROM audit_entry WHERE verb = 'archive.file_paper'",
        )
        return Act("archive", send, facts)

    def _countersign_later(self) -> Act:
        def send() -> Answer:
            work = self.ledger.one("SELECT id FROM flow_work WHERE kind = 'deferred' AND closed_at IS NULL")
            return self._form("principal_leader", f"/flow/work/{work}/countersign_later/", text="补签同意")

        facts = (
            "SELECT COUNT(*) FROM flow_deferredsignature WHERE state <> 'owed'",
            "SELECT COUNT(*) FROM outgoing_signoff WHERE form = 'phone' AND owed = 0",
            "SELECT COUNT(*) FROM audit_entry WHERE verb = 'flow.countersign_later'",
        )
        return Act("countersign later", send, facts)

    def _receipt(self) -> Act:
        def send() -> Answer:
            copy = self.ledger.one("SELECT MAX(id) FROM outgoing_delivery")
            return self._form("town_clerk", f"/outgoing/received/{copy}/", f"/received/{copy}/sign/")

        facts = (
            "SELECT COUNT(*) FROM outgoing_delivery WHERE state = 'signed'",
            "SELECT COUNT(*) FROM audit_entry WHERE verb = 'outgoing.acknowledge_receipt'",
        )
        return Act("receipt", send, facts)


#: What belongs to having left a step.
_AFTER = {
    "recheck": "state <> 'recheck'",
    "number": "number_text <> ''",
    "print": "EXISTS (SELECT 1 FROM outgoing_printing x WHERE x.paper_id = p.id)",
    "seal": "EXISTS (SELECT 1 FROM outgoing_sealuse x WHERE x.paper_id = p.id)",
    "distribute": "distributed_at IS NOT NULL",
}
