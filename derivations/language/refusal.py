"""How the language and the kernel say no."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar


class Refused(Exception):
    """Raised where something is not accepted; the message says which part and why.

    Each form of which the message speaks stands in it as {}.
    """

    said: ClassVar[Callable[[tuple], list[str]]] = lambda forms: list(map(repr, forms))
    """The texts of some forms that are told together; the pages that show forms set it."""

    def __init__(self, message: str, *forms: object) -> None:
        super().__init__(message, *forms)
        self.forms = forms

    def __str__(self) -> str:
        return self.told(self.args[0])

    def told(self, message: str) -> str:
        """A message with its forms in the place of its last {}; the text before them may have other braces."""
        text, *more = message.rsplit("{}", len(self.forms)) if self.forms else (message,)
        return text + "".join(said + part for said, part in zip(Refused.said(self.forms), more))
