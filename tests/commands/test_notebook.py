"""What a notebook shows of theorems, claims and lines after `%load_ext derivations`."""

import re
from types import SimpleNamespace

import pytest

import derivations
from derivations.chapters import diffusion, elbo
from derivations.commands.finding import load, load_reported
from derivations.kernel import REGISTRY
from derivations.reported.claim import CLAIMS


class Formatter:
    """Takes note of what is registered, as a formatter of IPython does."""

    def __init__(self):
        self.known = {}

    def for_type(self, kind, shown):
        self.known[kind] = shown

    def __call__(self, thing):
        return next(shown for kind, shown in self.known.items() if isinstance(thing, kind))(thing)


@pytest.fixture(scope="module")
def notebook():
    formatters = {"text/markdown": Formatter(), "text/latex": Formatter()}
    derivations.load_ipython_extension(SimpleNamespace(display_formatter=SimpleNamespace(formatters=formatters)))
    return formatters


def test_a_theorem_has_its_lines_and_reasons(notebook):
    shown = notebook["text/markdown"](elbo.bound)
    assert elbo.bound.title in shown and "elbo.bound" in shown and r"\begin{aligned}" in shown
    assert shown.count(r"\le ") == 2 and "gibbs" in shown and "evidence" in shown  # the claim, and the step by Gibbs
    assert shown.count("Given") == 1


def test_a_line_is_a_formula(notebook):
    assert notebook["text/latex"](diffusion.q(diffusion.x[1:diffusion.T] | diffusion.x[0])) == (
        r"$\displaystyle q(x_{1:T} \mid x_{0})$")


@pytest.mark.parametrize("name", ["gamma.more_than_one", "diffusion.terms", "cavi.optimal_factor", "iwelbo.bound"])
def test_brackets_and_environments_are_closed(notebook, name):
    load()
    shown = notebook["text/markdown"](REGISTRY[name])
    assert shown.count("$") % 2 == 0 and shown.count(r"\left") == shown.count(r"\right")
    assert len(re.findall(r"(?<!\\)\{", shown)) == len(re.findall(r"(?<!\\)\}", shown))


def test_a_theorem_on_matrices_is_shown_as_one(notebook):
    load()
    shown = notebook["text/markdown"](REGISTRY["gamma_charts.scale_inverse[1,1]"].whole)
    assert "(gamma_charts.scale_inverse)" in shown and shown.count(r"\begin{pmatrix}") == shown.count(r"\end{pmatrix}") == 2


def test_every_claim_is_shown(notebook):
    load_reported()
    for claim in CLAIMS.values():
        assert claim.id in notebook["text/markdown"](claim)
