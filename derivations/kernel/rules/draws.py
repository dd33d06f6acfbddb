"""Rules of several draws and of averages over them."""

from __future__ import annotations

from ..conditions import draws_in, single_draw, substitute_draw
from ..core import (
    BINDERS,
    ONE,
    Atom,
    Poly,
    add,
    as_poly,
    atom,
    bind,
    const,
    lift,
    mul,
    open_fresh,
    power,
    rebuild,
    replace,
    rewrite,
    sub,
    var,
)
from ..normal import at_least_one
from .rule import rule, same_form


def visit_one_draw(a: Atom):
    if a.head == "E":
        variables, (weights, body) = open_fresh(a)
        if len(weights) == 1 and weights[0].head == "draws":
            draw = single_draw(weights[0], body)
            if draw is not None:
                place, = variables
                return lift(bind("E", variables, (weights[0].args[1],), substitute_draw(body, draw, place))), ()
    return lift(a), ()


@rule
def one_draw(left, right, relation):
    """What depends on one of the draws only has the mean that one draw has; that the marginals agree is enough.

        𝔼_{z₁…z_n}[f(z_k)] = 𝔼_{q(z)}[f(z)]

    >>> accepts(one_draw, "mean[k:K](E[identical(q(z), K)](f(z[k])))", "mean[k:K](E[q(z)](f(z)))")
    []
    >>> refuses(one_draw, "E[iid(q(z), K)](mean[k:K](f(z[k])))", "E[q(z)](f(z))")
    True
    """
    return same_form(left, right, lambda p: rewrite(p, visit_one_draw))


def ranges(body, base: Atom):
    """The averages over draws of `base` in a form: [(mean atom, over how many, left out)], or None if draws stand elsewhere."""
    found, stack = [], [body]
    while stack:
        term = stack.pop()
        if isinstance(term, tuple):
            stack.extend(term)
        elif isinstance(term, Poly):
            stack.extend(a for m, _ in term.terms for a, _e in m)
        elif isinstance(term, Atom) and base in term.free:
            if term.head == "draw":
                return None
            if term.head == "mean":
                index, (count, but, inner) = open_fresh(term)
                draws = {d for d in draws_in(inner) if d.args[0] is base}
                if draws == {atom("draw", base, lift(index[0]))} and not _nested_means(inner, base):
                    found.append((term, count, but))
                    continue
                return None
            stack.extend(term.args)
    return found


def _bare(mean: Atom, base: Atom) -> bool:
    """Whether the terms of an average differ by more than the draw: its index stands outside of z[k]."""
    (k,), (_count, _but, inner) = open_fresh(mean)
    return k in substitute_draw(inner, atom("draw", base, lift(k)), base).free


def _nested_means(term, base) -> bool:
    stack = [term]
    while stack:
        part = stack.pop()
        if isinstance(part, tuple):
            stack.extend(part)
        elif isinstance(part, Poly):
            stack.extend(a for m, _ in part.terms for a, _e in m)
        elif isinstance(part, Atom) and base in part.free:
            if part.head == "mean":
                return True
            stack.extend(part.args)
    return False


def fewest_draws(weights, body):
    """Of independent draws, only as many as the body looks at; averages over all but one become averages over the first."""
    body = leave_out_last(weights, body)
    out = []
    for w in weights:
        base = w.args[1].args[1][0] if w.head == "draws" else None
        if w.head == "draws" and w.args[0] == "iid" and not any(base in o.free for o in weights if o is not w):
            found = ranges(body, base)
            counts = {count for _t, count, _b in found or ()}
            if found and len(counts) == 1 and all(but is None for _t, _c, but in found):
                count, = counts
                if at_least_one(sub(w.args[2], count)):
                    w = atom("draws", "iid", w.args[1], count)
        out.append(w)
    return tuple(out), body


def leave_out_last(weights, body):
    """Where draws are exchangeable, an average over all but the j-th is, in law, the average over the first n − 1."""
    for w in weights:
        if w.head != "draws" or w.args[0] == "identical":
            continue
        found = ranges(body, w.args[1].args[1][0])
        if not found or len({t for t, _c, _b in found}) != 1:
            continue
        (term, count, but), *_ = found
        j = but.atom_alone() if but is not None else None
        if j is None or j.args[0] != ("index", w.args[2]) or count is not w.args[2]:
            continue
        if _bare(term, w.args[1].args[1][0]) or any(w.args[1].args[1][0] in other.free for other in weights if other is not w):
            continue
        rest = _swap(body, term, atom("hole"))
        if any(j in part.free for part in (rest if isinstance(rest, tuple) else (rest,))):
            continue
        (old,), (_n, _but, inner) = open_fresh(term, body)
        fewer = sub(count, ONE)
        k = var(("index", fewer), old.args[1])
        shorter = bind("mean", (k,), fewer, None, replace(inner, {old: k}))
        body = _swap(body, term, shorter)
    return body


def _swap(part, old: Atom, new: Atom):
    if part is old:
        return new
    if isinstance(part, tuple):
        return tuple(_swap(p, old, new) for p in part)
    if isinstance(part, Poly):
        return add(*(mul(const(c), *(power(as_poly(_swap(a, old, new)), e) for a, e in m)) for m, c in part.terms))
    if isinstance(part, Atom):
        if part.head in BINDERS:
            if old.free.isdisjoint(part.free) and old.free:
                return part
            variables, parts = open_fresh(part, old, new)
            return bind(part.head, variables, *(_swap(p, old, new) for p in parts))
        return rebuild(part, tuple(_swap(a, old, new) if isinstance(a, Poly) else a for a in part.args))
    return part


def visit_drop(a: Atom):
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


@rule
def drop_draws(left, right, relation):
    """Of independent draws, those that nothing depends on need not be made.

        𝔼_{z₁…z_n iid}[f(z₁, …, z_m)] = 𝔼_{z₁…z_m iid}[f(z₁, …, z_m)]      (m ≤ n)

    >>> accepts(drop_draws, "E[iid(q(z), K + 1)](log(mean[k:K](f(z[k]))))", "E[iid(q(z), K)](log(mean[k:K](f(z[k]))))")
    []
    >>> refuses(drop_draws, "E[iid(q(z), K + 1)](mean[k:K + 1](f(z[k])))", "E[iid(q(z), K)](mean[k:K](f(z[k])))")
    True
    """
    return same_form(left, right, lambda p: rewrite(p, visit_drop))


def visit_exchange(a: Atom):
    if a.head == "E":
        variables, (weights, body) = open_fresh(a)
        if len(weights) == 1:
            return lift(bind("E", variables, weights, leave_out_last(weights, body))), ()
    return lift(a), ()


@rule
def exchange(left, right, relation):
    """Exchangeable draws: which one is left out of an average does not matter to the mean.

        𝔼[f(mean_{k≠j} g(z_k))] = 𝔼[f(mean_{k≤n−1} g(z_k))]      (n exchangeable draws, 1 ≤ j ≤ n)

    >>> accepts(exchange, "mean[j:K + 1](E[exchangeable(q(z), K + 1)](log(mean[k:K + 1:j](f(z[k])))))",
    ...         "mean[j:K + 1](E[exchangeable(q(z), K + 1)](log(mean[k:K](f(z[k])))))")
    []
    >>> refuses(exchange, "mean[j:K + 1](E[identical(q(z), K + 1)](log(mean[k:K + 1:j](f(z[k])))))",
    ...         "mean[j:K + 1](E[identical(q(z), K + 1)](log(mean[k:K](f(z[k])))))")
    True
    """
    return same_form(left, right, lambda p: rewrite(p, visit_exchange))


def visit_leave_one_out(a: Atom):
    """mean_j mean_{k≠j} f(k) is mean_k f(k)."""
    if a.head == "mean":
        (j,), (count, but, body) = open_fresh(a)
        inner = body.atom_alone()
        if but is None and inner is not None and inner.head == "mean" and inner.args[2] is lift(j) \
                and inner.args[1] is count:
            (k,), (_n, _but, term) = open_fresh(inner, j)
            if j not in term.free:
                return lift(bind("mean", (k,), count, None, term)), ()
    return lift(a), ()


@rule
def leave_one_out(left, right, relation):
    """An average is the average of its leave-one-out averages.

        mean_{k≤n} a_k = mean_{j≤n} mean_{k≠j} a_k      (n ≥ 2)

    >>> accepts(leave_one_out, "mean[k:K + 1](a(k))", "mean[j:K + 1](mean[k:K + 1:j](a(k)))")
    []
    >>> refuses(leave_one_out, "mean[k:K + 1](a(k))", "mean[j:K + 1](mean[k:K + 1:j](a(j)))")
    True
    """
    return same_form(left, right, lambda p: rewrite(p, visit_leave_one_out))
