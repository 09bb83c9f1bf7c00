"""What supervision offers on an instruction's sentence (found there by discovery): open a matter, or see those opened."""

from django.urls import reverse

from zhongshu.apps.incoming.models import InstructionSentence
from zhongshu.apps.incoming.offers import Offer
from zhongshu.apps.org.models import Person
from zhongshu.apps.supervision.queries import visible_to
from zhongshu.apps.supervision.queries.matters import may_open


def offers(person: Person, sentence: InstructionSentence) -> list[Offer]:
    """The matters opened from the sentence, and, for who may, opening one; both where the sentence orders something."""
    key = sentence._meta.label_lower
    opened = visible_to(person).filter(source__object_type=key, source__object_id=sentence.pk, parent__isnull=True)
    found = [Offer(f"查看督办事项 {matter.number}", matter.get_absolute_url()) for matter in opened.order_by("pk")[:5]]
    if sentence.orders and may_open(person):
        found.append(Offer("立项督办", f"{reverse('supervision:open')}?source={key}:{sentence.pk}"))
    return found
