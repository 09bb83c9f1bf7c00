"""Writing down what a move adds for ever: opinions, phone approvals, the log. Nothing here is read back to move on."""

from zhongshu.apps.flow.models import DeferredSignature, Log, Opinion, PhoneApproval
from zhongshu.apps.flow.store import Loaded
from zhongshu.apps.prepared import Insert
from zhongshu.lib.flow import FlowState
from zhongshu.lib.flow import state as plain

_ADD_OPINIONS, _ADD_LOG = Insert(Opinion), Insert(Log)


def keep(loaded: Loaded, after: FlowState) -> Log:
    """Add the opinions, phone approvals and the log entry of the move that led from ``loaded.state`` to ``after``."""
    _keep_opinions(loaded, after)
    _keep_phones(loaded, after)
    return _keep_log(loaded, after)


def _keep_opinions(loaded: Loaded, after: FlowState) -> None:
    new = after.opinions[len(loaded.state.opinions) :]
    _ADD_OPINIONS.rows(
        Opinion(
            flow=loaded.flow,
            no=opinion.no,
            act=opinion.act,
            step_id=loaded.step_keys[opinion.step],
            work_id=loaded.work_keys[opinion.work],
            step_name=loaded.step_names[opinion.step],
            person_id=opinion.person,
            on_behalf_of_id=opinion.on_behalf_of,
            kind=opinion.kind,
            verdict=opinion.verdict,
            text=opinion.text,
            at=opinion.at,
        )
        for opinion in new
    )


def _keep_phones(loaded: Loaded, after: FlowState) -> None:
    before = {phone.no: phone for phone in loaded.state.phones}
    for phone in after.phones:
        if phone is before.get(phone.no):
            continue
        fields = {
            "state": phone.status,
            "settled_at": phone.settled_at,
            "leader_id": phone.leader,
            "debt_id": loaded.work_keys[phone.debt],
        }
        if phone.no in before:
            DeferredSignature.objects.filter(approval__flow=loaded.flow, approval__no=phone.no).update(**fields)
        else:
            DeferredSignature.objects.create(
                approval=_keep_call(loaded, phone),
                flow=loaded.flow,
                organ_id=loaded.flow.organ_id,
                due_at=phone.due_at,
                **fields,
            )


def _keep_call(loaded: Loaded, phone: plain.Phone) -> PhoneApproval:
    return PhoneApproval.objects.create(
        flow=loaded.flow,
        no=phone.no,
        step_id=loaded.step_keys[phone.step],
        work_id=loaded.work_keys[phone.work],
        leader_id=phone.leader,
        officer_id=phone.officer,
        called_at=phone.call.at,
        question=phone.call.question,
        answer=phone.call.answer,
        witness=phone.call.witness,
        recorded_at=phone.recorded_at,
    )


def _keep_log(loaded: Loaded, after: FlowState) -> Log:
    entry = after.log[-1]
    row = Log(
        flow=loaded.flow,
        no=entry.no,
        at=entry.at,
        move=entry.move,
        actor_id=entry.actor,
        on_behalf_of_id=entry.on_behalf_of,
        step_no=entry.step,
        step_name=loaded.step_names.get(entry.step or 0, ""),
        work_no=entry.work,
        note=entry.note,
        told=list(entry.told),
    )
    _ADD_LOG.rows([row])
    return row
