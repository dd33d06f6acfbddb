"""How the language and the kernel say no."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar


class Refused(Exception):
    """What was asked for is not accepted; the message says which part and why.

    Where it speaks of forms they stand in it as {}; how a form is said, the printer tells this class.
    """

    said: ClassVar[Callable[[object], str]] = repr

    def __init__(self, message: str, *forms):
        super().__init__(message, *forms)
        self.forms = forms

    def __str__(self) -> str:
        return self.told(self.args[0])

    def told(self, message: str) -> str:
        """A message with its forms; what stands left of them in it may hold anything."""
        text, *more = message.rsplit("{}", len(self.forms)) if self.forms else (message,)
        return text + "".join(Refused.said(form) + part for form, part in zip(self.forms, more))
