"""The reference of the language: `python -m tests.project.reference > LANGUAGE.md` writes it anew."""

import sys

from derivations.commands.answers import answer
from derivations.pages.articles import contents
from derivations.pages.reference import reference

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    print(reference(contents(), {}, answer), end="")
