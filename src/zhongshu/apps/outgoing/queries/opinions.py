"""The second opinion on a version: whether there is one to be had, and what was said."""

from django.conf import settings

from zhongshu.apps.outgoing.models import Paper, SecondOpinion, Version
from zhongshu.lib.proofread.opinion import Advisor, advisor_of


def is_offered() -> bool:
    """Whether the administrator has set one up."""
    return bool(settings.SECOND_OPINION)


def advisor() -> Advisor | None:
    """Whom the administrator has named. Refused when the setting is no good."""
    return advisor_of(
        settings.SECOND_OPINION, model=settings.SECOND_OPINION_MODEL, key=settings.SECOND_OPINION_KEY,
        seconds=settings.SECOND_OPINION_SECONDS,
    )  # fmt: skip


def opinion_on(version: Version) -> SecondOpinion | None:
    """What was asked about these very words."""
    return SecondOpinion.objects.filter(version=version).select_related("by", "version").first()


def answer_for(paper: Paper, version: Version) -> SecondOpinion | None:
    """The answer that speaks of a version: its own, else that of the latest version before it."""
    answered = SecondOpinion.objects.filter(
        version__paper=paper, version__no__lte=version.no, state=SecondOpinion.State.ANSWERED
    )
    return answered.select_related("version").order_by("-version__no").first()
