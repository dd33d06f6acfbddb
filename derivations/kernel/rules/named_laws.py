"""Rules of named laws."""

from __future__ import annotations

from ...language.relation import EQ, Relation
from ..families.exponentials import integral_over
from ..families.finite import drawn_last
from ..families.moments import mean_under
from ..forms.binders import Atom, Poly, atom, bind, lift, mul, open_fresh, poly, sub
from ..forms.expansions import has_exponential, log_of, nonnegative
from ..forms.named_laws import is_named, log_density, point_of
from ..forms.nodes import Conditions, Form, Variables
from ..logic.conditions import close, weights_in
from ..logic.rewriting import rewrite
from .algebra import vanishes
from .logarithm import with_fractions_split, with_logarithms_split
from .rule import both_quantities, rule


def visit_density(a: Atom) -> tuple[Poly, Conditions]:
    """The density of a named law, written out."""
    return lift(atom("exp", log_density(a)) if is_named(a) else a), ()


def visit_log_density(a: Atom) -> tuple[Poly, Conditions]:
    """The logarithm of the density of a named law, written out."""
    law = a.args[0].atom_alone() if a.head == "log" else None
    return lift(a) if law is None or not is_named(law) else log_density(law), ()


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
    if relation != EQ or not both_quantities(left, right) or left is right:
        return None
    (a, found), (b, more) = rewrite(left, visit_density), rewrite(right, visit_density)
    if a is left and b is right:
        return None
    ways = (_equal(*normalise(a), *normalise(b)) for normalise in (with_logarithms_split, with_fractions_split))
    rest = next((way for way in ways if way is not None), None)
    return None if rest is None else (*found, *more, *rest)


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


def visit_family(a: Atom) -> tuple[Poly, Conditions]:
    """A mean or an integral with the numbers that named laws draw carried out, the last ones first."""
    if a.head not in ("E", "int"):
        return lift(a), ()
    variables, parts = open_fresh(a)
    weights, body = (parts[0], parts[1]) if a.head == "E" else weights_in(variables, parts[0])
    found: list[Atom] = []
    while (law := next((w for w in weights if is_named(w) and drawn_last(w, weights)), None)) is not None:
        known = mean_under(law, body) or integral_over(point_of(law), mul(lift(law), body))
        if known is None:
            break
        body, conditions = known
        weights = tuple(w for w in weights if w is not law)
        variables = tuple(v for v in variables if v is not point_of(law))
        found += close(variables, weights, conditions)
    if weights:
        return lift(bind("E", variables, weights, body)), tuple(found)
    if a.head == "int":
        return _integrated(variables, body, tuple(found))
    return body, tuple(found)


def _integrated(variables: Variables, body: Poly, found: Conditions) -> tuple[Poly, Conditions]:
    """An integral with the numbers carried out over which exponentials are integrated, the last ones first."""
    left = list(variables)
    while (known := next(((v, done) for v in reversed(left) if (done := integral_over(v, body)) is not None), None)):
        v, (body, conditions) = known
        left.remove(v)
        found = (*found, *close(tuple(left), (), conditions))
    return (lift(bind("int", tuple(left), body)) if left else body), found


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
    if relation != EQ or not both_quantities(left, right) or left is right:
        return None
    (a, found), (b, more) = rewrite(left, visit_family), rewrite(right, visit_family)
    if a is left and b is right:
        return None
    rest = vanishes(sub(a, b))
    if rest is None and any(map(has_exponential, (a, b))):
        rest = _equal(*with_logarithms_split(a), *with_logarithms_split(b))
    return None if rest is None else (*found, *more, *rest)
