"""The kernel, which decides which form a line has, which steps a rule accepts, and what is a theorem.

It imports SymPy and the language, and nothing else of the project.  It has layers, each built upon those before it:
`forms`, `logic`, `implication`, `lines`, `heads`, `schemas`, `rules`, `proof`.

Trusted, but for the search for inferences in `implication`, the nodes that `heads` writes for messages, and the
matching of schemas, which only proposes.
"""

from . import heads  # noqa: F401  so that every head has its record before a form is made
from ..language.authoring.derivation import REGISTRY, Abbreviation, Derivation, abbreviation, statement, theorem
from ..language.refusal import Refused
from .proof.prover import Failed, Prover, Theorem
from .rules import (
    RULES, algebra, definition, drop_draws, exchange, extremum, factorise, fubini, independent_constant,
    independent_positive, jensen, jensen_equality, leave_one_out, linearity, logarithm, marginal, moments,
    nested, one_draw, product_rule, rearrange, same_mass, support, tangent, taylor)
from ..language.terms import (
    KL, E, Function, Law, Point, Subset, always, both, bounded, counts, exchangeable, exp, identical, iff, iid, implies,
    inf, integrable, integral, log, mean, points, proportional, sup)
from .words import WORDS

__all__ = [
    "KL", "REGISTRY", "RULES", "WORDS", "Abbreviation", "Derivation", "E", "Failed", "Function", "Law", "Point",
    "Prover", "Refused", "Subset", "Theorem", "abbreviation", "algebra", "always", "both", "bounded", "counts",
    "definition", "drop_draws", "exchange", "exchangeable", "exp", "extremum", "factorise", "fubini", "identical",
    "iff", "iid", "implies", "independent_constant", "independent_positive", "inf", "integrable", "integral", "jensen",
    "jensen_equality", "leave_one_out", "linearity", "log", "logarithm", "marginal", "mean", "moments", "nested",
    "one_draw", "points", "product_rule", "proportional", "rearrange", "same_mass", "statement", "sup", "support",
    "tangent", "taylor", "theorem"]
