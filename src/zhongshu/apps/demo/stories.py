"""What becomes of one demo paper, step by step, by the very acts that the pages call."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from zhongshu.apps.archive import actions as archive
from zhongshu.apps.archive.policy import usual_retention
from zhongshu.apps.demo.clock import Story
from zhongshu.apps.demo.texts import Script
from zhongshu.apps.demo.tree import County
from zhongshu.apps.flow import actions as flow
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.flow.models import Flow, Work
from zhongshu.apps.org.models import Duty, IssuerCode, Organ, Person
from zhongshu.apps.org.queries import people_with_duty
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.actions.distribution import Recipient
from zhongshu.apps.outgoing.guards import needs_number
from zhongshu.apps.outgoing.models import Delivery, Paper
from zhongshu.apps.outgoing.queries.gates import judged
from zhongshu.apps.outgoing.queries.papers import current_version
from zhongshu.lib.flow.vocabulary import Verdict, WorkKind
from zhongshu.lib.proofread import Gate

#: Steps whose holder signs for the paper before doing anything with it.
SIGNED_FOR = frozenset({"vet", "countersign", "gates", "recheck", "number", "print", "seal", "distribute", "archive"})
OVER = frozenset({"done", "void", "terminated"})
LONGEST_STORY = 60


@dataclass
class Telling:
    """One paper on its way. ``done`` remembers turns that a story takes only once."""

    county: County
    script: Script
    paper: Paper = field(init=False)
    done: set[str] = field(default_factory=set)

    def tell(self) -> Story:
        """The whole story; between two acts it yields the office hours that pass."""
        self._draft()
        for _ in range(LONGEST_STORY):
            self._reload()
            if self._arrived():
                break
            yield self.script.pace
            yield from self._sign_for()
            yield from self._step()
        self._reload()
        yield from self._ending()
        self._reload()

    def _arrived(self) -> bool:
        turn = self.script.returned
        if turn and "return" not in self.done:
            return False
        if self.script.until in {"void", "terminated"}:
            return self.paper.state == ("number" if self.script.until == "void" else "vet")
        return self.paper.state == self.script.until or self.paper.state in OVER

    def _reload(self) -> None:
        found = Paper.objects.select_related("organ", "issuer_code__issuer", "drafter", "unit")
        self.paper = found.get(pk=self.paper.pk)

    @property
    def flow(self) -> Flow:
        assert self.paper.flow_id is not None
        return Flow.objects.get(pk=self.paper.flow_id)

    def _works(self) -> list[Work]:
        return list(flows.active_works(self.flow).select_related("flow", "holder", "step"))

    def _work(self) -> Work:
        return self._works()[0]

    # -- the steps ---------------------------------------------------------------------------------------------------

    def _draft(self) -> None:
        script, day = self.script, timezone.localdate()
        code = IssuerCode.objects.select_related("issuer").get(code=script.code) if script.code else None
        fields = {
            "direction": script.direction,
            "title": script.dated(script.title, day),
            "addressees": script.addressees,
            "body": script.dated(script.body.strip(), day),
            "copy_to": script.copy_to,
            "remark": script.remark,
            "extra": script.extra,
            "urgency": script.urgency,
            "secrecy": script.secrecy,
            "issuer_code": script.code,
            "annexes": [[name, script.dated(text, day)] for name, text in script.annexes],
        }
        drafter = self.county[script.drafter]
        self.paper = actions.create_paper(actor=drafter, kind=script.kind, issuer_code=code, fields=fields)
        facts = {"authorised": script.authorised, "is_important": script.important}
        if any(facts.values()):
            actions.set_routing(actor=drafter, paper=self.paper, facts=facts)

    def _sign_for(self) -> Story:
        for work in self._works():
            if work.step.element in SIGNED_FOR and work.signed_at is None:
                flow.sign_for(actor=work.holder, work=work)
                yield self.script.pace / 3

    def _step(self) -> Story:
        if self._must_return():
            yield from self._return()
            return
        yield from getattr(self, f"_at_{self.paper.state}")()

    def _at_draft(self) -> Story:
        work = self._work()
        if "return" in self.done and "revise" in self.script.returned and "revise" not in self.done:
            self._revise()
            yield 2
        flow.submit(actor=work.holder, work=work, text="请核。", variables={"signatory": self.script.signatory})

    def _at_vet(self) -> Story:
        work = self._work()
        people: list[int | float | str] = [self.county[name].pk for name in self.script.countersigners]
        flow.submit(
            actor=work.holder, work=work, text="已核，文种、格式、依据无误。", variables={"countersigners": people}
        )
        yield 0

    def _at_countersign(self) -> Story:
        for work in self._works():
            words = self.script.countersign.get(work.holder.name, ["agree", "同意。"])
            flow.countersign(actor=work.holder, work=work, verdict=Verdict(words[0]), text=words[1])
            yield 1

    def _at_gates(self) -> Story:
        if self.script.add_signer and "add_signer" not in self.done:
            yield from self._add_signer()
        director = self.county["director"]
        self._settle_findings(director)
        for gate in Gate:
            actions.sign_gate(actor=director, paper=self.paper, gate=gate.value)
        yield 0.5
        work = self._work()
        flow.submit(actor=work.holder, work=work, text="五关已过，拟同意，呈请签发。")

    def _at_sign_off(self) -> Story:
        work = self._work()
        if self.script.phone and "phone" not in self.done:
            self._phone(work)
        else:
            actions.sign_off(actor=work.holder, paper=self.paper, opinion="同意印发。")
        yield 0

    def _at_recheck(self) -> Story:
        if self.script.phone == "signed" and "signed later" not in self.done:
            yield from self._sign_later()
        actions.pass_recheck(actor=self._work().holder, paper=self.paper, note="与签发稿一致。")

    def _at_number(self) -> Story:
        clerk = self.county["clerk"]
        if not needs_number(self.paper):
            flow.submit(actor=clerk, work=self._work(), text="纪要以会次编号，不编文号。")
            return
        if self.script.void_number and "void" not in self.done:
            self.done.add("void")
            number = actions.assign_number(actor=clerk, paper=self.paper, go_on=False)
            yield 1
            actions.void_number(actor=clerk, number=number, reason=self.script.void_number)
            self._reload()
        actions.assign_number(actor=clerk, paper=self.paper)

    def _at_print(self) -> Story:
        actions.print_paper(actor=self.county["clerk"], paper=self.paper, copies=40)
        yield 0

    def _at_seal(self) -> Story:
        work = self._work()
        if current_version(self.paper).document.sealed:
            actions.affix_seal(actor=self.county["seal_keeper"], paper=self.paper)
        else:
            flow.submit(actor=work.holder, work=work, text="纪要不加盖印章。")
        yield 0

    def _at_distribute(self) -> Story:
        recipients = [Recipient(organ=organ, copies=2) for organ in self._recipients()]
        recipients += [Recipient(name=name) for name in self.script.outside]
        actions.distribute(actor=self.county["clerk"], paper=self.paper, recipients=recipients)
        yield from self._receipts()

    def _at_archive(self) -> Story:
        work = self._work()
        archive.file_paper(actor=work.holder, paper=self.paper, retention=usual_retention(self.paper.kind))
        yield 0

    # -- turns a story may take --------------------------------------------------------------------------------------

    def _must_return(self) -> bool:
        return "return" not in self.done and self.script.returned.get("at") == self.paper.state

    def _return(self) -> Story:
        self.done.add("return")
        turn, work = self.script.returned, self._work()
        flow.return_to(actor=work.holder, work=work, target=turn["to"], text=turn["text"])
        yield 1

    def _revise(self) -> None:
        self.done.add("revise")
        before, after = self.script.returned["revise"]
        version = current_version(self.paper)
        fields = dict(actions.drafting.fields_of(version, self.paper))
        fields["body"] = fields["body"].replace(before, self.script.dated(after, timezone.localdate()))
        actions.save_draft(
            actor=self.paper.drafter, paper=self.paper, base=version.no, fields=fields, note="按签发意见修改"
        )

    def _add_signer(self) -> Story:
        self.done.add("add_signer")
        turn, work = self.script.add_signer, self._work()
        people = [self.county[name] for name in turn["people"]]
        flow.add_signer(actor=work.holder, work=work, people=people, text=turn["text"])
        yield 2
        for added in self._works():
            if added.kind == WorkKind.ADDED:
                flow.submit(actor=added.holder, work=added, text=turn["answer"])
                yield 1

    def _phone(self, work: Work) -> None:
        self.done.add("phone")
        flow.approve_by_phone(
            actor=self.county["director"], work=work, called_at=timezone.now(), witness="何敏",
            question=f"《{self.paper.title}》时间紧急，是否同意按送签稿印发？",
            answer="同意印发，回来补签。",
        )  # fmt: skip

    def _sign_later(self) -> Story:
        self.done.add("signed later")
        owed = Work.objects.get(flow=self.flow, kind=WorkKind.DEFERRED)
        yield 4
        flow.countersign_later(actor=owed.holder, work=owed, text="同意，已补签。")

    def _settle_findings(self, actor: Person) -> None:
        """Every finding that must be put right is: as suggested, or set aside with a reason."""
        version = current_version(self.paper)
        for item in judged(self.paper, version):
            if item.blocks:
                actions.override_finding(
                    actor=actor, paper=self.paper, fingerprint=item.finding.fingerprint, revision=version.no,
                    reason="经与来文和原始数据核对，原文无误。",
                )  # fmt: skip

    def _recipients(self) -> list[Organ]:
        found: dict[int, Organ] = {}
        below = Organ.objects.filter(superior=self.county.government).exclude(pk=self.county.office.pk)
        groups = {"乡镇": below.filter(level=Organ.Level.TOWN), "部门": below.filter(level=Organ.Level.COUNTY)}
        for name in self.script.recipients:
            one = self.county.organs.get(name)
            found.update({organ.pk: organ for organ in groups.get(name, [one] if one else [])})
        return list(found.values())

    def _receipts(self) -> Story:
        """Recipients sign for their copies one after the other; some look and do not sign, one sends it back."""
        waiting = list(Delivery.objects.filter(paper=self.paper, organ__isnull=False).select_related("organ"))
        share = {"all": 1.0, "most": 0.8, "half": 0.5}.get(self.script.signed, 0.0)
        refused = dict([self.script.returned_receipt] if self.script.returned_receipt else [])
        signing = round(len(waiting) * share)
        for place, delivery in enumerate(waiting):
            organ = delivery.organ
            clerk = people_with_duty(organ, Duty.CLERK).first() if organ else None
            if organ is None or clerk is None:
                continue
            if organ.short_name in refused:
                yield 0.2
                actions.return_receipt(actor=clerk, delivery=delivery, reason=refused[organ.short_name])
            elif place < signing:
                yield 0.2
                actions.acknowledge_receipt(actor=clerk, delivery=delivery)
            elif place < signing + self.script.opened:
                actions.open_delivery(actor=clerk, delivery=delivery)

    def _ending(self) -> Story:
        script = self.script
        if script.until == "void":
            yield 2
            actions.void_paper(actor=self.paper.drafter, paper=self.paper, reason=script.void_reason)
        elif script.until == "terminated":
            yield 2
            flow.terminate(actor=self.paper.drafter, work=self._work(), text=script.terminate_reason)
        elif script.until == "countersign":
            yield from self._some_countersign()
        elif script.add_signer.get("pending"):
            yield 1
            people = [self.county[name] for name in script.add_signer["people"]]
            flow.add_signer(actor=self._work().holder, work=self._work(), people=people, text=script.add_signer["text"])
        elif script.start > 3 and script.until in SIGNED_FOR:
            yield from self._sign_for()

    def _some_countersign(self) -> Story:
        """Only those whose words are written down have said something; the rest keep silent."""
        for work in self._works():
            words: Any = self.script.countersign.get(work.holder.name)
            if words:
                yield 3
                flow.countersign(actor=work.holder, work=work, verdict=Verdict(words[0]), text=words[1])
