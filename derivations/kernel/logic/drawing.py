"""Facts about several draws of a law, and about averages over them, that conditions and rules share."""

from __future__ import annotations

from ..forms.binders import ONE, Atom, Poly, atom, atoms_in, bind, lift, open_fresh, replace, sub, swap, var
from ..forms.expansions import at_least_one
from ..forms.nodes import Form, Part, Weights


def draws_in(*parts: Part) -> set[Atom]:
    """The draws z[k] that occur in some parts."""
    return {a for a in atoms_in(*parts) if a.head == "draw"}


def single_draw(weight: Atom, *terms: Form) -> Atom | None:
    """The draw of a weight on which the terms depend, where it is one only and its index is free in them."""
    base = weight.args[1].args[1][0]
    used = {d for d in draws_in(*terms) if d.args[0] is base}
    inside = {v for d in used for v in d.args[1].free} <= {v for t in terms for v in t.free}
    return next(iter(used)) if len(used) == 1 and inside else None


def at_one_draw(weight: Atom, term: Atom, base: Atom) -> Poly | None:
    """f(z), where the term is f(z_k) or an average of such values over draws of the weight; None of any other term."""
    index, (*_, body) = open_fresh(term, base) if term.head == "mean" else ((), (lift(term),))
    draw = single_draw(weight, body)
    if draw is None or (index and draw.args[1] is not lift(index[0])):
        return None
    value = swap(body, draw, base)
    return value if value.free.isdisjoint(index) else None


def ranges(body: Part, base: Atom) -> list[tuple[Atom, Poly, Poly | None]] | None:
    """The averages over draws of `base` in a form, each with the number of draws and the index that it leaves out; None
    where draws of `base` stand elsewhere, too."""
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
    """Whether the terms of an average differ by more than the draw: the index stands outside of z[k], too."""
    (k,), (_count, _but, inner) = open_fresh(mean)
    return k in swap(inner, atom("draw", base, lift(k)), base).free


def _nested_means(inner: Poly, base: Atom) -> bool:
    return any(a.head == "mean" and base in a.free for a in atoms_in(inner))


def fewest_draws(weights: Weights, body: Part) -> tuple[Weights, Part]:
    """The weights with no more independent draws than the body looks at, and the body, in which averages over all draws
    but one become averages over the first n − 1."""
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


def leave_out_last(weights: Weights, body: Part) -> Part:
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
        base = w.args[1].args[1][0]
        if _bare(term, base) or any(base in other.free for other in weights if other is not w):
            continue
        rest = swap(body, term, atom("hole"))
        if any(j in part.free for part in (rest if isinstance(rest, tuple) else (rest,))):
            continue
        (old,), (_n, _but, inner) = open_fresh(term, body)
        fewer = sub(count, ONE)
        k = var(("index", fewer), old.args[1])
        shorter = bind("mean", (k,), fewer, None, replace(inner, {old: k}))
        body = swap(body, term, shorter)
    return body
