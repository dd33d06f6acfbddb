"""Rules of sums, products and paths over time."""

from __future__ import annotations

from ...language.relation import Relation
from ..chains.markov import visit_markov
from ..chains.telescoping import equal_by_ends
from ..chains.terms import visit_terms
from ..forms.binders import Atom, Poly, bind, lift, open_fresh
from ..forms.nodes import Conditions, Form
from ..forms.visiting import changes_only, heads_in
from ..logic.paths import at_few_times
from ..logic.rewriting import rewrite
from .rule import both_quantities, rule, same_form


@rule("the number of terms decides what the other side is",
      source="the definitions of an average, a sum and a product")
def written_out(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """An average, a sum or a product over at most twelve terms, written out.

        mean_{k≤3} a_k = (a_1 + a_2 + a_3)/3,   Σ_{t=2}^{3} a_t = a_2 + a_3,   Π_{t=2}^{3} a_t = a_2 a_3
        mean_{k≤3, k≠2} a_k = (a_1 + a_3)/2

    >>> accepts(written_out, "E[iid(q(z), 2)](mean[k:2](f(z[k])))", "E[iid(q(z), 2)]((f(z[1]) + f(z[2]))/2)")
    []
    >>> refuses(written_out, "mean[k:3](a(k))", "(a(1) + a(2))/2")
    True
    """
    return same_form(left, right, lambda p: rewrite(p, visit_terms))


@rule("sums and products of any number of functions are joined, and what is left is algebra",
      source="the definition of a sum over a range, by induction on its length")
def telescope(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """Sums and products over time that begin or end elsewhere, are shifted, split, or cancel but for their ends.

        Σ_{t=a}^{b} (f(t) − f(t − 1)) = f(b) − f(a − 1)
        Σ_{t=a}^{b+1} f(t) = Σ_{t=a}^{b} f(t) + f(b + 1),   Σ_{t=a}^{b} f(t − 1) = Σ_{t=a−1}^{b−1} f(t)
        Π_{t=a}^{b} f(t)/f(t − 1) = f(b)/f(a − 1),   Π_t f(t) g(t) = Π_t f(t) Π_t g(t)      (what divides is not zero)

    On one side at least stands a sum or a product over time.

    >>> accepts(telescope, "total[k:1:K](a(k + 1) - a(k))", "a(K + 1) - a(1)")
    []
    >>> accepts(telescope, "total[k:1:K + 1](a(k))", "total[k:1:K](a(k)) + a(K + 1)")
    []
    >>> accepts(telescope, "total[k:1:K + 1](total[j:1:k](h(k, j)))",
    ...         "total[k:1:K](total[j:1:k](h(k, j))) + total[j:1:K + 1](h(K + 1, j))")
    []
    >>> refuses(telescope, "total[k:1:K](a(k + 1) - a(k))", "a(K) - a(1)")
    True
    >>> refuses(telescope, "2*a(K)/2", "a(K)*a(1)/a(1)")
    True
    """
    if not both_quantities(left, right) or left is right:
        return None
    nothing = heads_in(left).union(heads_in(right)).isdisjoint(("total", "product"))
    return None if nothing else equal_by_ends(left, right)


@rule("a density has any number of points, and a stretch of a path any length",
      source="the definition of a Markov chain; Norris, Markov Chains, theorem 1.1.1")
def markov(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """Densities of a chain by those of its steps, in either direction of time, and what is left is algebra.

        c(x_3 | x_2, x_1) = c(x_3 | x_2),   c(x_1 | x_2, x_3) = c(x_1 | x_2)
        c(x_{1:T} | x_0) = Π_{t=1}^{T} c(x_t | x_{t−1}),   c(x_{0:T}) = c(x_T) Π_{t=1}^{T} c(x_{t−1} | x_t)

    What divides is not zero.

    >>> accepts(markov, "e(y[3] | y[2], y[0])", "e(y[3] | y[2])")
    ['e(y[2]) > 0', 'e(y[2], y[0]) > 0']
    >>> refuses(markov, "e(y[3] | y[2], y[0])", "e(y[3] | y[0])")
    True
    >>> refuses(markov, "e(y[2] | y[1], y[3])", "e(y[2] | y[1])")
    True
    """
    if not both_quantities(left, right) or left is right:
        return None
    (a, found), (b, more) = rewrite(left, visit_markov), rewrite(right, visit_markov)
    shown = None if a is left and b is right else equal_by_ends(a, b)
    return None if shown is None else (*found, *more, *shown)


@changes_only("E")
def visit_stretch(a: Atom) -> tuple[Poly, Conditions]:
    """A mean over stretches of paths as one over the points at which its body looks."""
    if a.head != "E":
        return lift(a), ()
    variables, (weights, body) = open_fresh(a)
    return lift(bind("E", *at_few_times(variables, weights, body))), ()


@rule("a mean looks at any number of points",
      source="the definition of a marginal law")
def stretch(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """A mean over a stretch of a path is one over those of its points at which it looks.

        𝔼_{c(x_{1:T} | x_0)}[f(x_s, x_t)] = 𝔼_{c(x_s, x_t | x_0)}[f(x_s, x_t)]

    >>> accepts(stretch, "E[e(y[1:K] | y[0])](log(e(y[K])))", "E[e(y[K] | y[0])](log(e(y[K])))")
    []
    >>> refuses(stretch, "E[e(y[1:K] | y[0])](log(e(y[K])))", "E[e(y[1] | y[0])](log(e(y[1])))")
    True
    """
    return same_form(left, right, lambda p: rewrite(p, visit_stretch))
