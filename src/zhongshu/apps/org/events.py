"""What the house announces about its people."""

from django.dispatch import Signal

#: Sent to learn what a person still holds. kwargs: person. Each receiver returns a list of ``org.policy.Holding``.
holding_asked = Signal()

#: Sent inside the handover's transaction. kwargs: actor, leaver, successor. Each receiver moves what its app keeps.
holdings_moved = Signal()

#: Sent when posts, duties or stand-ins changed. kwargs: person.
posts_changed = Signal()

#: Sent inside the transaction when an account got a password from somebody other than its owner. kwargs: person.
password_given = Signal()
