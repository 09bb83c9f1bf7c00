"""Asking once: while one page is drawn, a question about a person asked again is answered from the first time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Answer = TypeVar("Answer")
_answers: ContextVar[dict[tuple[str, int], Any] | None] = ContextVar("answers", default=None)


@contextmanager
def asking_once() -> Iterator[None]:
    """For reading only: nothing written inside would be seen by a question asked before."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once(question: str, person: int, ask: Callable[[], Answer]) -> Answer:
    """The answer to ``question`` about a person; asked each time outside :func:`asking_once`."""
    answers = _answers.get()
    if answers is None:
        return ask()
    if (question, person) not in answers:
        answers[question, person] = ask()
    found: Answer = answers[question, person]
    return found
