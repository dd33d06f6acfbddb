"""Rules of named laws."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from ...language.relation import EQ, Relation
from ..families.carried_out import visit_density, visit_family
from ..forms.binders import Poly, poly, sub
from ..forms.expansions import log_of, nonnegative
from ..forms.nodes import Conditions, Form, Visit
from ..logic.rewriting import rewrite
from .algebra import vanishes
from .logarithm import with_fractions_split, with_logarithms_split
from .rule import rule

Normaliser: TypeAlias = Callable[[Poly], tuple[Poly, Conditions]]
"""What brings a quantity to a normal form, with the conditions of that."""


@rule("exponents are compared as rational functions, and what is left is algebra",
      source="the densities of the laws; DLMF 5.2.1 and 7.7.3 have the integrals by which they are normalised")
def density(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """Two quantities are equal once the densities of named laws in them are written out.

        Gamma[a, b](x) = exp(a log b − ln Γ(a) + (a − 1) log x − b x)
        Normal[m, v](y) = exp(−(log(2 π) + log v)/2 − (y − m)²/(2 v))

    Logarithms and exponentials are put into the normal form of `logarithm`.

    >>> accepts(density, "log(Gamma[2, 3](tau))", "2*log(3) - lgamma(2) + log(tau) - 3*tau")
    []
    >>> accepts(density, "Normal[0, 1](mu)", "exp(-log(2*pi)/2 - mu**2/2)")
    []
    >>> refuses(density, "log(Gamma[2, 3](tau))", "2*log(3) - lgamma(2) + log(tau) - tau/3")
    True
    >>> refuses(density, "log(Normal[0, 4](mu))", "-log(2*pi)/2 - log(4) - mu**2/8")
    True
    """
    return _compared(left, right, relation, visit_density, (with_logarithms_split, with_fractions_split))


def _compared(left: Form, right: Form, relation: Relation, visit: Visit, ways: Iterable[Normaliser]) -> Conditions | None:
    """The conditions under which both sides of an equation are equal once a visit rewrites them, in the first of some
    normal forms in which they are; None where it changes neither."""
    if relation != EQ or not isinstance(left, Poly) or not isinstance(right, Poly) or left is right:
        return None
    (a, found), (b, more) = rewrite(left, visit), rewrite(right, visit)
    tried = (_equal(*normalise(a), *normalise(b)) for normalise in ways if a is not left or b is not right)
    rest = next((conditions for conditions in tried if conditions is not None), None)
    return None if rest is None else (*found, *more, *rest)


def _as_it_is(p: Poly) -> tuple[Poly, Conditions]:
    return p, ()


def _equal(a: Poly, split: Conditions, b: Poly, apart: Conditions) -> Conditions | None:
    """The conditions under which two quantities in normal form are equal, with those of bringing them there; exponents
    of single terms may be equal by algebra alone."""
    found = vanishes(sub(a, b))
    found = _equal_exponents(a, b) if found is None else found
    return None if found is None else (*split, *apart, *found)


def _equal_exponents(a: Poly, b: Poly) -> Conditions | None:
    """The conditions under which two single terms that are never negative have equal logarithms."""
    if len(a.terms) != 1 or len(b.terms) != 1:
        return None
    (one, c), (other, d) = a.terms[0], b.terms[0]
    if c*d < 0 or not all(nonnegative(f) for f, _ in (*one, *other)):
        return None
    (u, asked), (v, wanted) = log_of(poly({one: abs(c)})), log_of(poly({other: abs(d)}))
    rest = vanishes(sub(u, v))
    return None if rest is None else (*asked, *wanted, *rest)


@rule("a quantity has any number of terms, and each of its moments is a derivative of a generating function",
      source="DLMF 5.2.1 and its derivatives in the shape; for the normal law, completing the square")
def family(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """Means under named laws, of powers of the number and of its logarithm; and integrals of exponentials.

        𝔼[xⁿ (log x)ᵏ] = (∂/∂t)ᵏ Γ(a + t)/(Γ(a) bᵗ) at t = n      (Gamma[a, b](x); a + n > 0)
        𝔼[yᵏ] = (∂/∂t)ᵏ exp(m t + v t²/2) at t = 0                (Normal[m, v](y))
        ∫ exp((a − 1) log x − b x) dx = exp(ln Γ(a) − a log b)    (a > 0, b > 0)
        ∫ exp(r y − s y²/2) dy = exp((log(2 π) − log s + r²/s)/2)   (s > 0)

    Of several laws, the last ones are carried out first; what is left is algebra.

    >>> accepts(family, "E[Gamma[2, 3](tau)](log(tau))", "digamma(2) - log(3)")
    []
    >>> accepts(family, "E[Gamma[2, 3](tau), Normal[0, 1/tau](mu)](tau*mu**2)", "1")
    []
    >>> accepts(family, "integral[mu](exp(-mu**2/2))", "exp(log(2*pi)/2)")
    []
    >>> refuses(family, "E[Gamma[2, 3](tau)](tau)", "6")
    True
    >>> refuses(family, "E[Normal[1, 4](mu)](mu**2)", "4")
    True
    """
    return _compared(left, right, relation, visit_family, (_as_it_is, with_logarithms_split))
