"""A second opinion on spelling from a stronger corrector the administrator runs: off unless set up, marked as what it is.

``check`` never asks for one: it stays a matter of the text alone. Who wants it asks :func:`consult` with the findings.
"""

from .advice import Advisor, NoAdvice, carried, consult, merged, thoughts_of
from .secrecy import is_secret
from .settings import advisor_of

__all__ = ["Advisor", "NoAdvice", "advisor_of", "carried", "consult", "is_secret", "merged", "thoughts_of"]
