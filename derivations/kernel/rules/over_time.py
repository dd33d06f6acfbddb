"""Rules of sums, products and paths over time."""

from __future__ import annotations

from functools import partial

from ...language.relation import IMPLIES, Relation
from ..chains.induction import comparison, first_comparison, first_implication, only_count, steps_up
from ..chains.markov import visit_markov
from ..chains.telescoping import equal_by_ends
from ..chains.terms import visit_stretch, visit_terms
from ..forms.binders import Poly
from ..forms.nodes import Conditions, Form
from ..forms.visiting import heads_in
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


@rule("the count over which it runs is found, and what is said at a count is any relation of any two sides",
      source="Peano's axiom of induction", supposes=True)
def induction(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """What holds at one, and at k + 1 as soon as it holds at k, holds at every count.

        a(K) = b(K)    where a(1) = b(1), and a(k) = b(k) implies a(k + 1) = b(k + 1) for k = 1, …, K − 1
        a(K) ≤ b(K)    likewise
        A ⇒ B(K)       where A implies B(1), and B(k) implies B(k + 1) for k = 1, …, K − 1

    Both sides are defined at 1, …, K.  K is the only count that the sides name, or that B names, and they name no
    draws and no point of a path.  A theorem that claims the relation at k + 1, with the relation at k among its
    hypotheses, shows the second condition: `by=induction.using(theorem)`.

    >>> accepts(induction, "total[k:1:K](a(k))", "K*a(1)")
    ['each[k:1:K - 1](implies(a(1) * k == total[j:1:k](a(j)), a(1) + a(1) * k == total[j:1:k + 1](a(j))))']
    >>> refuses(induction, "total[k:1:3](a(k))", "3*a(1)")
    True
    """
    if isinstance(left, Poly) and isinstance(right, Poly):
        count = None if left is right else only_count((left, right))
        return None if count is None else (*first_comparison(relation, count, left, right),
                                           *steps_up((left, right), count, partial(comparison, relation)))
    count = only_count((right,), (left,)) if relation == IMPLIES and left is not right else None
    return None if count is None else (*first_implication(left, count, right), *steps_up((right,), count, lambda b: b))


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
