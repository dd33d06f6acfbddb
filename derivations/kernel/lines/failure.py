"""The failure of a derivation, with the line and the step at which it fails."""

from __future__ import annotations

from ...language.authoring.derivation import Derivation
from ...language.refusal import Refused
from ..forms.nodes import Conditions, Form
from .places import Place


class Failed(Refused):
    """A derivation that does not hold: which line, which step, why."""

    def __init__(self, derivation: Derivation, message: str, *forms: Form, line: int, step: int | None = None,
                 reason: str = "", missing: Conditions = (), needed: tuple[int, ...] = ()) -> None:
        where = f"{derivation.id}, line {line}" + (f", step {step}" if step is not None else "")
        super().__init__(f"{where}: {message}", *forms)
        self.derivation, self._message, self.line, self.step, self.reason = derivation, message, line, step, reason
        self.missing = missing  # conditions that the hypotheses do not imply
        self.needed = needed  # for each of these, the number of the first line that needs it

    @property
    def message(self) -> str:
        """Why, without the place."""
        return self.told(self._message)


def not_led(reason: str, here: Place, asked: Conditions) -> Refused:
    """The refusal of a reason that does not lead from one side of a place to the other; what the rule alone would ask
    for is told where theorems that it uses show none of it."""
    told = f": {reason} asks for {', and '.join(['{}']*len(asked))}, and a theorem that it uses shows none of it"
    return Refused(f"{reason} does not lead from  {{}}  to  {here.relation} {{}}{told if asked else ''}",
                   here.left, here.right, *asked)
