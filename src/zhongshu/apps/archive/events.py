"""What the archive announces."""

from django.dispatch import Signal

#: A paper has become an item. kwargs: item, paper, actor. Sent inside the transaction.
item_filed = Signal()
