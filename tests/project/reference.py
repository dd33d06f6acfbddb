"""The reference of the language: `python -m tests.project.reference > LANGUAGE.md` writes it anew."""

import ast
import sys

from derivations.commands.answers import answer
from derivations.pages.articles import contents
from derivations.pages.reference import reference
from tests import CORPUS

WHOLE = ("evidence_by_hand", "bound_by_jensen", "cauchy_schwarz_by_a_square", "tower", "average_of_draws")  # of the corpus


def page() -> str:
    """The text of LANGUAGE.md; some files of the corpus show whole derivations."""
    texts = [CORPUS.joinpath("holds", f"{name}.py").read_text(encoding="utf-8") for name in WHOLE]
    whole = {(ast.get_docstring(ast.parse(text)) or "").removesuffix("."): text for text in texts}
    return reference(contents(), whole, answer)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    print(page(), end="")
