"""News of meetings. Sent inside the transaction of the act."""

from django.dispatch import Signal

#: A meeting is about to be closed (``meeting``, ``actor``): a receiver raises Refused to keep it open.
about_to_close = Signal()
#: What is still missing before a meeting may begin (``meeting``); a receiver returns a list of sentences.
missing_asked = Signal()
#: What else belongs in the bound volume (``meeting``, ``person``); a receiver returns a list of ``volume_parts.Piece``
#: that this person may see, or nothing.
volume_asked = Signal()
