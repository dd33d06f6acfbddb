"""Executable derivations of variational inference: the words in which statements, proofs and theorems are written.

    from derivations import E, KL, Law, integrable, points, theorem

LANGUAGE.md says what each word means and which forms it takes, with examples; `help(derivations.E)` says it of one.
The words are loaded when they are first asked for: a command that needs none of them starts without SymPy.
"""

import os

# SymPy would take other numbers where python-flint is installed; with its own, every reader has one arithmetic.
os.environ.setdefault("SYMPY_GROUND_TYPES", "python")

TYPE_CHECKING = False  # Type checkers take it for true.  Importing `typing` would look into the current folder.

if TYPE_CHECKING:
    from .commands.service import check as check
    from .kernel import (
        KL,
        D,
        E,
        Function,
        Law,
        Point,
        Subset,
        abbreviation,
        algebra,
        always,
        both,
        bounded,
        counts,
        definition,
        differentiate,
        dominated,
        drop_draws,
        each,
        exchange,
        exchangeable,
        exp,
        extremum,
        factorise,
        fubini,
        hypothesis,
        identical,
        iff,
        iid,
        implies,
        independent_constant,
        independent_means,
        independent_positive,
        inf,
        integrable,
        integral,
        jensen,
        jensen_equality,
        leave_one_out,
        leibniz,
        linearity,
        log,
        logarithm,
        marginal,
        mean,
        moments,
        near,
        nested,
        one_draw,
        parameters,
        points,
        product_rule,
        proportional,
        rearrange,
        same_mass,
        stop,
        sum_of_squares,
        sup,
        support,
        tangent,
        taylor,
        theorem,
        total,
        total_expectation,
        written_out,
        zero_mean,
    )

__all__ = [
    "KL", "D", "E", "Function", "Law", "Point", "Subset", "abbreviation", "algebra", "always", "both", "bounded",
    "counts", "definition", "differentiate", "dominated", "drop_draws", "each", "exchange", "exchangeable", "exp",
    "extremum", "factorise", "fubini", "hypothesis", "identical", "iff", "iid", "implies", "independent_constant",
    "independent_means", "independent_positive", "inf", "integrable", "integral", "jensen", "jensen_equality",
    "leave_one_out", "leibniz", "linearity", "log", "logarithm", "marginal", "mean", "moments", "near", "nested",
    "one_draw", "parameters", "points", "product_rule", "proportional", "rearrange", "same_mass", "stop",
    "sum_of_squares", "sup", "support", "tangent", "taylor", "theorem", "total", "total_expectation", "written_out",
    "zero_mean"]


def __getattr__(name: str):
    if name == "check":
        from .commands.service import check  # here, so that importing the package loads nothing
        return check
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import kernel  # here, so that importing the package loads nothing
    return kernel.WORDS[name]
