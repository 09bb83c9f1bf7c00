"""Asking the apps above whether a move may be made."""

from collections.abc import Mapping
from typing import Any

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.flow import events
from zhongshu.apps.flow.models import Flow, Work
from zhongshu.lib.flow.vocabulary import Move


def ask_permission(
    flow: Flow,
    move: Move,
    actor: Actor,
    work: Work | None,
    *,
    element: str = "",
    data: Mapping[str, Any] | None = None,
    preview: bool = False,
) -> None:
    """Let higher apps object to a move; Refused when one does. Nothing is changed."""
    events.about_to_move.send(
        sender=Flow,
        flow=flow,
        subject_type=flow.subject_type,
        subject_id=flow.subject_id,
        move=move,
        work=work,
        step=element,
        actor=actor,
        data=data or {},
        preview=preview,
    )
