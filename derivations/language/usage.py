"""How each word is written.  Messages say so where a word, or a thing that was declared, is used in another way."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sympy import Expr
from sympy.logic.boolalg import Boolean

WRITTEN: Mapping[str, str] = MappingProxyType({
    "E": "E[q(z)](f(z))", "KL": "KL[z](q(z), p(z))", "integral": "integral[z](f(z))", "sup": "sup[z](f(z))",
    "inf": "inf[z](f(z))", "mean": "mean[k:K](f(z[k]))", "total": "total[k:1:K](f(k))",
    "product": "product[k:1:K](f(k))",
    "each": "each[k:1:K](f(k) >= 0)",
    "always": "always[q(z)](f(z) >= 0)", "integrable": "integrable[q(z)](f(z))", "bounded": "bounded(sup[z](f(z)))",
    "proportional": "proportional[z](exp(f(z)))(z)", "log": "log(f(z))", "exp": "exp(f(z))",
    "lgamma": "lgamma(f(z))", "digamma": "digamma(f(z))", "trigamma": "trigamma(f(z))",
    "polygamma": "polygamma(2, f(z))",
    "both": "both(f(z) >= 0, g(z) >= 0)", "iff": "iff(f(z) >= 0, g(z) >= 0)",
    "implies": "implies(f(z) >= 0, g(z) >= 0)",
    "iid": "iid(q(z), K)", "exchangeable": "exchangeable(q(z), K)", "identical": "identical(q(z), K)",
    "at": ".at(name=new), as in .at(q=r(z)), or .at({old: new})", "using": ".using(theorem)",
    "Law": 'Law("q", z), or Law("q", y, z, independent=True)', "Chain": 'Chain("c", x)', "Point": 'Point("v", "z")',
    "Function": 'Function("f", z), or Function("f", z, nonnegative=True)',
    "Subset": 'Subset("F", z), or Subset("G", z, containing=F)',
    "Gamma": "Gamma[2, 3](x), a shape and a rate", "Normal": "Normal[0, 1](y), a mean and a variance",
    "points": 'points("x z")', "reals": 'reals("y")', "positives": 'positives("x")', "pi": "pi",
    "counts": 'counts("K k")', "parameters": 'parameters("phi psi")',
    "D": "D[phi](f(phi)), or D[phi:value](f(phi))", "stop": "stop(phi)", "near": "near[phi](f(phi) > 0)",
    "dominated": "dominated[z](phi, q[phi](z)*f(z))",
    "matrix": "matrix([[1, 0], [f(x), 1]])", "identity": "identity(2)",
    "inverse": "inverse(matrix([[1, 0], [f(x), 1]]))",
    "theorem": '@theorem(title="…")', "abbreviation": "@abbreviation"})


def called(value: object) -> str:
    """The name of a value; empty where it has none."""
    names = (getattr(value, "name", None), getattr(value, "__name__", None))
    name = next((name for name in names if isinstance(name, str) and name.isidentifier()), "")
    return name.lower() if name.lower() in WRITTEN else name  # both, iff and bounded are classes


def usage(value: object) -> str:
    """How to write something with a value, as the end of a message; empty where there is nothing to say.

    What is declared says it itself, as its `usage`.
    """
    own = getattr(value, "usage", None)
    own = own if isinstance(own, str) else WRITTEN.get(called(value))
    if own is not None:
        return f": write {own}"
    if isinstance(value, str):
        return ": write it without quotation marks"
    return ": write each by itself, without brackets around them" if isinstance(value, (list, tuple)) else ""


def instead_of_quantity(value: object) -> str:
    """The end of a message about a value that is no quantity."""
    if isinstance(value, Boolean):
        return ": it is a statement, and statements are joined by iff(…, …), implies(…, …) and both(…, …)"
    return usage(value)


def instead_of_statement(value: object) -> str:
    """The end of a message about a value that is no statement."""
    if isinstance(value, Expr):
        return ": it is a quantity, and a statement compares two, as in f(z) >= 0"
    return usage(value)
