"""Rules of several draws and of averages over them."""

from __future__ import annotations

from ...language.relation import Relation
from ..forms.binders import ONE, Atom, Poly, atom, bind, inverse, lift, mul, open_fresh, replace, sub
from ..forms.expansions import at_least_one
from ..forms.nodes import Conditions, Form
from ..forms.visiting import changes_only
from ..logic.drawing import leave_out_last, ranges
from ..logic.rewriting import rewrite
from ..schemas.schema import Schema
from .rule import rule, same_form
from .stated import stated

one_draw = stated("one_draw", """A value of one of several draws has the mean that it has under their common law, however the draws hang together.

    𝔼_{z₁…z_n}[f(z_k)] = 𝔼_{q(z)}[f(z)]

>>> accepts(one_draw, "mean[k:K](E[identical(q(z), K)](f(z[k])))", "mean[k:K](E[q(z)](f(z)))")
[]
>>> refuses(one_draw, "E[iid(q(z), K)](mean[k:K](f(z[k])))", "E[q(z)](f(z))")
True
""",
    Schema("E[identical(r(z), K)](f(z[j])) == E[r(z)](f(z))", everywhere=True),
    source="a marginal law gives the means that the joint law gives")


@changes_only("E")
def visit_drop(a: Atom) -> tuple[Poly, Conditions]:
    """An expectation over independent draws without those draws that its averages do not look at."""
    if a.head == "E":
        variables, (weights, body) = open_fresh(a)
        if len(weights) == 1 and weights[0].head == "draws" and weights[0].args[0] == "iid":
            found = ranges(body, variables[0])
            if found and all(but is None for _t, _c, but in found) and len({c for _t, c, _b in found}) == 1:
                count = found[0][1]
                if at_least_one(sub(weights[0].args[2], count)):
                    fewer = atom("draws", "iid", weights[0].args[1], count)
                    return lift(bind("E", variables, (fewer,), body)), ()
    return lift(a), ()


@rule("its body is any function of averages of draws, and the language has functions of points only",
      source="the draws that nothing depends on integrate to one, by Tonelli's theorem")
def drop_draws(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """Independent draws on which nothing depends need not be made.

        𝔼_{z₁…z_n iid}[f(z₁, …, z_m)] = 𝔼_{z₁…z_m iid}[f(z₁, …, z_m)]
        (m ≤ n; the draws occur in f only within averages over all of z₁, …, z_m)

    >>> accepts(drop_draws, "E[iid(q(z), K + 1)](log(mean[k:K](f(z[k]))))", "E[iid(q(z), K)](log(mean[k:K](f(z[k]))))")
    []
    >>> refuses(drop_draws, "E[iid(q(z), K + 1)](mean[k:K + 1](f(z[k])))", "E[iid(q(z), K)](mean[k:K](f(z[k])))")
    True
    """
    return same_form(left, right, lambda p: rewrite(p, visit_drop))


@changes_only("mean")
def visit_constant_average(a: Atom) -> tuple[Poly, Conditions]:
    """An average of what does not depend on its index as that itself."""
    if a.head != "mean":
        return lift(a), ()
    (index,), (_, _, body) = open_fresh(a)
    return (lift(a) if index in body.free else body), ()


@changes_only("E")
def visit_exchange(a: Atom) -> tuple[Poly, Conditions]:
    """An expectation over exchangeable draws, with the first n − 1 of them in the average that left out another one."""
    if a.head == "E":
        variables, (weights, body) = open_fresh(a)
        if len(weights) == 1:
            return lift(bind("E", variables, weights, leave_out_last(weights, body))), ()
    return lift(a), ()


@rule("its body is any function of averages of draws, and the language has functions of points only",
      source="the definition of exchangeable draws: a permutation takes the one that is left out to the last place")
def exchange(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """The mean does not depend on which of exchangeable draws an average leaves out.

        𝔼[f(mean_{k≠j} g(z_k))] = 𝔼[f(mean_{k≤n−1} g(z_k))]      (n exchangeable draws, 1 ≤ j ≤ n)
        (the draws occur in f only in that average, and j does not occur outside of it)

    >>> accepts(exchange, "mean[j:K + 1](E[exchangeable(q(z), K + 1)](log(mean[k:K + 1:j](f(z[k])))))",
    ...         "mean[j:K + 1](E[exchangeable(q(z), K + 1)](log(mean[k:K](f(z[k])))))")
    []
    >>> refuses(exchange, "mean[j:K + 1](E[identical(q(z), K + 1)](log(mean[k:K + 1:j](f(z[k])))))",
    ...         "mean[j:K + 1](E[identical(q(z), K + 1)](log(mean[k:K](f(z[k])))))")
    True
    """
    def normalise(p: Poly) -> tuple[Poly, Conditions]:
        exchanged, found = rewrite(p, visit_exchange)
        same, more = rewrite(exchanged, visit_constant_average)
        return same, (*found, *more)
    return same_form(left, right, normalise)


@changes_only("mean")
def visit_left_out(a: Atom) -> tuple[Poly, Conditions]:
    """An average over all indices but one as the average over all of them, less the value at that one."""
    (k,), (count, but, body) = open_fresh(a) if a.head == "mean" else ((a,), (ONE, None, ONE))
    if but is None:
        return lift(a), ()
    whole = mul(count, lift(bind("mean", (k,), count, None, body)))
    return mul(sub(whole, replace(body, {k: but})), inverse(sub(count, ONE))), ()


leave_one_out = stated("leave_one_out", """An average is the average of its leave-one-out averages, each of which is the average less one value.

    mean_{k≤n} a_k = mean_{j≤n} mean_{k≠j} a_k             (n ≥ 2)
    mean_{k≠j} a_k = (n mean_{k≤n} a_k − a_j)/(n − 1)

>>> accepts(leave_one_out, "mean[k:K + 1](a(k))", "mean[j:K + 1](mean[k:K + 1:j](a(k)))")
[]
>>> accepts(leave_one_out, "mean[j:K + 1](a(j)*mean[k:K + 1:j](a(k)))", "mean[j:K + 1](a(j)*((K + 1)*mean[k:K + 1](a(k)) - a(j))/K)")
[]
>>> refuses(leave_one_out, "mean[j:K + 1](a(j)*mean[k:K + 1:j](a(k)))", "mean[j:K + 1](a(j)*(K + 1)/K*mean[k:K + 1](a(k)))")
True
>>> refuses(leave_one_out, "mean[k:K + 1](a(k))", "mean[j:K + 1](mean[k:K + 1:j](a(j)))")
True
""",
    Schema("mean[j:K + 1](mean[k:K + 1:j](a(k))) == mean[k:K + 1](a(k))", everywhere=True),
    source="each index is left out once, and counted n − 1 times",
    besides=lambda left, right, _relation: same_form(left, right, lambda p: rewrite(p, visit_left_out)),
    why="the index that is left out is any of n, and a schema names indices up to n − 1 only")
