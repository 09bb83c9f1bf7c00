"""The one way a rule says no, shared by every guard in the house."""


class Refused(Exception):
    """A guard refused an act; nothing was changed.

    ``message`` says what happened, ``remedy`` what to do, ``basis`` which article
    or standard the rule rests on. All three are Chinese sentences shown to the user.
    """

    def __init__(self, message: str, *, remedy: str = "", basis: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.basis = basis

    def __str__(self) -> str:
        return "".join(part for part in (self.message, self.remedy, self.basis and f"（依据：{self.basis}）") if part)
