"""The commands that README, TUTORIAL and CONTRIBUTING print are commands, and the installed program is the module."""

import re
import shlex
import tomllib

import pytest

import derivations.__main__
from derivations.commands.finding import stands_for
from derivations.commands.options import parser
from derivations.commands.show_abbreviation import abbreviations
from derivations.commands.show_lemma import SAID
from derivations.commands.speaking_of import speaking_of
from derivations.pages.articles import named
from tests import ROOT

PAGES = ("README.md", "TUTORIAL.md", "CONTRIBUTING.md")
CALL = re.compile(r"(?:tightbound|python (?:-P )?-m derivations) ((?:verify|list|show|check|book)[^`\n]*)")
OURS = {"CHAPTER": "elbo", "RULE": "jensen", "NAME": "jensen", "mine.py": "mine.py"}  # what a page leaves to the reader


def commands(page: str) -> list[list[str]]:
    """The calls on a page, without what is written beside them and where their output goes."""
    found = CALL.findall(ROOT.joinpath(page).read_text(encoding="utf-8"))
    told = [shlex.split(re.split(r" {2,}| > | #|;|,", call)[0]) for call in found]
    return [[OURS.get(word, word) for word in call] for call in told]


def test_there_are_commands_on_each_page() -> None:
    assert [len(commands(page)) >= least for page, least in zip(PAGES, (15, 3, 5))] == [True]*3


@pytest.mark.parametrize("call", [pytest.param(call, id=" ".join(call)) for page in PAGES for call in commands(page)])
def test_a_command_of_a_page_is_one(call: list[str]) -> None:
    """Its options are known, and its names stand for something."""
    args = parser().parse_args(call)
    names = [*getattr(args, "names", []), *([args.name] if args.command == "show" else []), *filter(None, [getattr(args, "impact", None)])]
    for name in names:
        assert name in ("language", *SAID) or named(name) or abbreviations(name) or stands_for(name) or speaking_of(name)


def test_the_program_that_is_installed() -> None:
    scripts = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert scripts == {"tightbound": "derivations.__main__:main"} and callable(derivations.__main__.main)
