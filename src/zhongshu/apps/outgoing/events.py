"""What outgoing papers announce. All are sent inside the transaction of the act, with ``sender=Paper``."""

from django.dispatch import Signal

#: A new version of a paper has been saved. kwargs: paper, version, actor.
version_saved = Signal()

#: A paper has got its number. kwargs: paper, number, actor.
number_assigned = Signal()

#: A paper has been sent to its recipients. kwargs: paper, printing, deliveries (list), actor.
paper_distributed = Signal()

#: Everything of the issue is done and only filing remains: the flow stands at its archive step. kwargs: paper, actor.
paper_finished = Signal()

#: A recipient has signed for or returned a copy. kwargs: paper, delivery, actor.
receipt_given = Signal()

#: A paper has been declared void. kwargs: paper, reason, actor.
paper_voided = Signal()

#: A paper's page asks what a person may begin with it. kwargs: paper, person. Receivers in higher apps return
#: (label, url), or None.
tasks_asked = Signal()

#: The page of a copy that was received asks what a person may begin with it. kwargs: delivery, person. Receivers in
#: higher apps return (label, url); the url is posted to. None offers nothing.
copy_tasks_asked = Signal()
