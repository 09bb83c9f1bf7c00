"""What the search asks of the apps above it."""

from django.dispatch import Signal

#: Sent when the index is rebuilt. Each receiver calls ``search.actions.index`` for everything it holds.
index_asked = Signal()
