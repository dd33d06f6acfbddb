"""The kernel, which decides which form a line has, which steps a rule accepts, and what is a theorem.

It imports SymPy and the language, and nothing else of the project.  It has layers, each built upon those before it:
`forms`, `logic`, `implication`, `lines`, `heads`, `schemas`, `rules`, `proof`.

Trusted, but for the search for inferences in `implication`, the nodes that `heads` writes for messages, and the
matching of schemas, which only proposes.
"""

from . import heads, rules  # noqa: F401  `heads` first, so that every head has its record before a form is made
from ..language.authoring.derivation import REGISTRY, Abbreviation, Derivation, abbreviation, statement
from ..language.theorems.theorem import MatrixTheorem, theorem
from ..language.refusal import Refused
from .proof.prover import Failed, Prover, Theorem
from .rules import *  # noqa: F403  the names of the rules stand in one list, which is theirs
from ..language.terms import (
    KL, Chain, D, E, Function, Gamma, Law, Normal, Point, Subset, always, both, bounded, counts, digamma, dominated,
    each, exchangeable, exp, identical, identity, iff, iid, implies, inf, integrable, integral, inverse, lgamma, log,
    matrix, mean, near,
    parameters, pi, points, polygamma, positives, product, proportional, reals, stop, sup, total, trigamma)
from .words import WORDS

__all__ = [
    "KL", "REGISTRY", "WORDS", "Abbreviation", "Chain", "D", "Derivation", "E", "Failed", "Function", "Gamma",
    "Law", "MatrixTheorem", "Normal", "Point", "Prover", "Refused", "Subset", "Theorem", "abbreviation", "always",
    "both", "bounded", "counts", "digamma", "dominated", "each", "exchangeable", "exp", "identical", "identity",
    "iff", "iid", "implies", "inf", "integrable", "integral", "inverse", "lgamma", "log", "matrix", "mean", "near",
    "parameters", "pi", "points", "polygamma", "positives", "product", "proportional", "reals", "statement", "stop",
    "sup", "theorem", "total", "trigamma"]
__all__ += rules.__all__
