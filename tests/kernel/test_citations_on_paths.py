"""Theorems about free points of a path, cited where these points and their times are bound: what is right, and near misses.

Two files that come before all others have the theorems; each case is a theorem of one step, which cites one of them.
"""

import pytest

from derivations.commands.judge import judge, read_text
from derivations.kernel import Prover, Refused

HEAD = '''"""On a path."""
from derivations import *

x, z = points("x z")
y, u = Point("y", "x"), Point("u", "x")
T, t, s, k = counts("T t s k")
q, p, m = Chain("q", x), Chain("p", x), Law("m", x)
f, w, a, h = Function("f", x), Function("w", x, t), Function("a", t), Function("h", x, x)


@theorem(title="A step back")
def back(proof):
    proof.claim(q(x[t] | x[t + 1], x[0]) == q(x[t + 1] | x[t])*q(x[t] | x[0])/q(x[t + 1] | x[0]))
    proof.given(q(x[0]) > 0, q(x[t]) > 0, q(x[0], x[t]) > 0, q(x[0], x[t + 1]) > 0)
    proof.starts(q(x[t] | x[t + 1], x[0]))
    proof.eq(q(x[t + 1] | x[t])*q(x[t] | x[0])/q(x[t + 1] | x[0]), by=markov)


@theorem(title="Nothing of the past")
def past(proof):
    proof.claim(q(x[t + 1] | x[t], x[0]) == q(x[t + 1] | x[t]))
    proof.given(q(x[0], x[t]) > 0, q(x[t]) > 0)
    proof.starts(q(x[t + 1] | x[t], x[0]))
    proof.eq(q(x[t + 1] | x[t]), by=markov)


@theorem(title="A hypothesis on the function")
def one(proof):
    proof.claim(f(x[t]) == 0)
    proof.given(f(x[t]) == 0)
    proof.starts(f(x[t]))
    proof.eq(0, by=hypothesis)


@theorem(title="The ends of a sum")
def ends(proof):
    proof.claim(total[s:1:T](f(x[s]) - f(x[s - 1])) == f(x[T]) - f(x[0]))
    proof.starts(total[s:1:T](f(x[s]) - f(x[s - 1])))
    proof.eq(f(x[T]) - f(x[0]), by=telescope)


@theorem(title="Two points that are one")
def between(proof):
    proof.claim(f(x[t]) + f(x[t + 1]) == f(x[t + 1]) - f(x[0]) + f(x[t]) + f(x[0]))
    proof.starts(f(x[t]) + f(x[t + 1]))
    proof.eq(f(x[t + 1]) - f(x[0]) + f(x[t]) + f(x[0]), by=algebra)


@theorem(title="A hypothesis on earlier times, too")
def later(proof):
    proof.claim(f(x[T]) == 0)
    proof.given(each[s:1:T](f(x[s]) == 0))
    proof.starts(f(x[T]))
    proof.eq(0, by=hypothesis)


@theorem(title="For each index")
def indexed(proof):
    proof.claim(a(t) == 0)
    proof.given(a(t) == 0)
    proof.starts(a(t))
    proof.eq(0, by=hypothesis)


@theorem(title="At the first of some times")
def first(proof):
    proof.claim(w(x[0], 1)*a(t + 1) == 0)
    proof.given(each[s:1:t](w(x[0], s) == 0))
    proof.starts(w(x[0], 1)*a(t + 1))
    proof.eq(0, by=hypothesis)


@theorem(title="Almost every point alone")
def alone(proof):
    proof.claim(f(y) == 0)
    proof.given(always[y](f(y) == 0))
    proof.starts(f(y))
    proof.eq(0, by=hypothesis)


@theorem(title="Almost every pair of points")
def pair(proof):
    proof.claim(h(y, u) == 0)
    proof.given(always[y, u](h(y, u) == 0))
    proof.starts(h(y, u))
    proof.eq(0, by=hypothesis)


@theorem(title="The first step")
def step(proof):
    proof.claim(q(x[0:1]) == q(x[1] | x[0])*q(x[0]))
    proof.given(q(x[0]) > 0)
    proof.starts(q(x[0:1]))
    proof.eq(q(x[1] | x[0])*q(x[0]), by=markov)


@theorem(title="What is constant under a mean")
def constant(proof):
    proof.claim(E[q(u[1:T] | x[0])](f(u[T])*f(x[T])) == f(x[T])*E[q(u[1:T] | x[0])](f(u[T])))
    proof.given(q(x[0]) > 0, integrable[q(u[1:T] | x[0])](f(u[T])))
    proof.starts(E[q(u[1:T] | x[0])](f(u[T])*f(x[T])))
    proof.eq(f(x[T])*E[q(u[1:T] | x[0])](f(u[T])), by=linearity)


@theorem(title="cites")
def cites(proof):
'''
WHOLE, ALL, INNER = "E[q(x[1:T] | x[0])]", "E[q(x[0:T])]", "E[q(u[1:T] | x[0])]"
Q0, Q = "q(x[0]) > 0", "each[t:1:T](q(x[t]) > 0)"
MORE = "integrable[q(x[1:T] | x[0])](total[t:2:T](f(x[t])*q(x[t - 1] | x[t], x[0])))"
DRAWN = ("each[t:1:T](always[q(x[t] | x[0])](q(x[t]) > 0))",)


def cited(left, right, reason, *given):
    """A derivation of one step, and a prover that knows the theorem which it cites."""
    lines = [f"proof.claim({left} == {right})", *([f"proof.given({', '.join(given)})"] if given else []), f"proof.starts({left})",
             f"proof.eq({right}, by={reason})"]
    derivations, prover = read_text(HEAD + "".join(f"    {one}\n" for one in lines), "on"), Prover()
    for derivation in derivations[:-1]:
        prover.prove(derivation)
    return derivations[-1], prover


def test_the_theorems_hold():
    *theorems, _ = read_text(HEAD + "    proof.claim(1 == 1)\n    proof.starts(1)\n    proof.eq(1, by=algebra)\n", "on")
    for one in theorems:
        assert list(judge(one, Prover()))[-1].verdict == "holds", one


STEP, TURNED = "q(x[{0} - 1] | x[{0}], x[0])", "q(x[{0}] | x[{0} - 1])*q(x[{0} - 1] | x[0])/q(x[{0}] | x[0])"
BACK, FORTH = STEP.format("t"), TURNED.format("t")
HOLDS = [  # left, right, reason, given
    (f"{WHOLE}(total[t:2:T](f(x[t])*{BACK}))", f"{WHOLE}(total[t:2:T](f(x[t])*{FORTH}))", "back", Q0, MORE, *DRAWN),
    (f"{WHOLE}(total[k:2:T](f(x[k])*{STEP.format('k')}))", f"{WHOLE}(total[k:2:T](f(x[k])*{TURNED.format('k')}))", "back", Q0, MORE, *DRAWN),
    (f"total[t:2:T]({WHOLE}(log({BACK})))", f"total[t:2:T]({WHOLE}(log({FORTH})))", "back", Q0, *DRAWN,
     f"each[t:2:T](integrable[q(x[1:T] | x[0])](log({BACK})))"),
    ("E[q(x[1:2] | x[0])](f(x[2])*q(x[1] | x[2], x[0]))", "E[q(x[1:2] | x[0])](f(x[2])*(q(x[2] | x[1])*q(x[1] | x[0])/q(x[2] | x[0])))",
     "back.at({t: 1})",
     Q0, "always[q(x[1] | x[0])](q(x[1]) > 0)", "integrable[q(x[1:2] | x[0])](f(x[2])*q(x[1] | x[2], x[0]))"),
    ("integral[x[1]](q(x[2] | x[1], x[0])*q(x[1], x[0]))", "integral[x[1]](q(x[2] | x[1])*q(x[1], x[0]))", "past.at({t: 1})",
     "always[x[1]](implies(q(x[0], x[1]) > 0, q(x[1]) > 0))", "integrable[x[1]](q(x[0], x[1], x[2]))",
     "integrable[x[1]](q(x[1], x[2])*q(x[1], x[0])/q(x[1]))"),
    ("E[q(x[1:T + 1] | x[0])](f(x[T]))", "E[q(x[1:T + 1] | x[0])](0)", "later", Q0, "each[t:1:T](always[q(x[t] | x[0])](f(x[t]) == 0))"),
    (f"{WHOLE}(total[t:1:T](f(x[t])))", f"{WHOLE}(total[t:1:T](0))", "one", Q0, "each[t:1:T](always[q(x[t] | x[0])](f(x[t]) == 0))"),
    (f"{WHOLE}(f(x[T]))", f"{WHOLE}(0)", "one.at({t: T})", Q0, "always[q(x[T] | x[0])](f(x[T]) == 0)"),
    (f"{WHOLE}(f(x[T]))", f"{WHOLE}(0)", "one.at({t: T})", Q0, "always[x[T]](f(x[T]) == 0)"),
    ("E[q(x[T] | x[0])](f(x[T]))", "E[q(x[T] | x[0])](0)", "one.at({t: T})", Q0, "always[q(x[T] | x[0])](f(x[T]) == 0)"),
    ("E[q(u[T] | u[0])](f(u[T]))", "E[q(u[T] | u[0])](0)", "one.at({t: T})", "q(u[0]) > 0", "always[q(u[T] | u[0])](f(u[T]) == 0)"),
    (f"{ALL}(total[t:1:T](f(x[t]) - f(x[t - 1])))", f"{ALL}(f(x[T]) - f(x[0]))", "ends", "integrable[q(x[0:T])](f(x[T]) - f(x[0]))"),
    ("total[t:1:T](a(t))", "total[t:1:T](0)", "indexed", "each[t:1:T](a(t) == 0)"),
    ("total[k:2:T](a(k - 1))", "total[k:2:T](0)", "indexed", "each[k:2:T](a(k - 1) == 0)"),
    ("total[k:1:T](a(k + 1))", "total[k:1:T](0)", "indexed", "each[k:1:T](a(k + 1) == 0)"),
    ("total[t:1:T](f(x[t]))", "total[t:1:T](0)", "one", "each[t:1:T](f(x[t]) == 0)"),
    ("total[k:2:T](w(x[0], 1)*a(k))", "total[k:2:T](0)", "first", "each[k:2:T](each[s:1:k - 1](w(x[0], s) == 0))"),
    (f"{WHOLE}({INNER}(f(u[T])*f(x[T])))", f"{WHOLE}(f(x[T])*{INNER}(f(u[T])))", "constant", Q0, "integrable[q(u[1:T] | x[0])](f(u[T]))"),
    # one point of the path is bound further in than the other
    ("E[q(x[1:2] | x[0])](E[q(x[2] | x[0])](h(x[1], x[2])*q(x[2] | x[1], x[0])))",
     "E[q(x[1:2] | x[0])](E[q(x[2] | x[0])](h(x[1], x[2])*q(x[2] | x[1])))", "past.at({t: 1})", Q0, "always[q(x[1] | x[0])](q(x[1]) > 0)",
     "integrable[q(x[1] | x[0]), q(x[2] | x[0])](h(x[1], x[2])*q(x[2] | x[1]))")]


@pytest.mark.parametrize("case", HOLDS, ids=[f"{case[0]} {case[2]}" for case in HOLDS])
def test_a_theorem_is_used_at_bound_points_and_times(case):
    found = list(judge(*cited(*case)))[-1]
    assert found.verdict == "holds" and found.almost == [], found


NONZERO = "each[t:1:T](always[q(x[t] | x[0])](f(x[t]) == 0))"
NEAR_MISSES = [  # left, right, reason, given: each is false, or its hypotheses are too short
    # times outside of what the theorem, or its hypotheses, speak of
    (f"{WHOLE}(total[t:1:T](f(x[t])*{BACK}))", f"{WHOLE}(total[t:1:T](f(x[t])*{FORTH}))", "back", Q0, *DRAWN),
    (f"{WHOLE}(total[t:2:T](f(x[t])*{BACK}))", f"{WHOLE}(total[t:2:T](f(x[t])*{FORTH.replace('t - 1]', 't + 1]')}))", "back", Q0, MORE, *DRAWN),
    (f"{WHOLE}(total[t:2:T](f(x[t])*{BACK}))", f"{WHOLE}(total[t:2:T](f(x[t])*q(x[t] | x[t - 1])))", "back", Q0, MORE, *DRAWN),
    (f"{WHOLE}(total[t:1:T](f(x[t])))", f"{WHOLE}(total[t:1:T](0))", "one", Q0, "each[t:2:T](always[q(x[t] | x[0])](f(x[t]) == 0))"),
    (f"{WHOLE}(total[t:1:T](f(x[t])))", f"{WHOLE}(total[t:1:T](0))", "one", Q0, "each[t:1:T - 1 + 1](always[q(x[t])](f(x[t]) == 0))", "q(x[1]) > 1"),
    (f"{WHOLE}(f(x[T]))", f"{WHOLE}(0)", "one.at({t: T})", Q0, "always[q(x[T + 1] | x[0])](f(x[T + 1]) == 0)"),
    ("total[k:1:T](a(k))", "total[k:1:T](0)", "indexed", "each[k:1:T](a(k + 1) == 0)"),
    ("total[k:1:T](a(k))", "total[k:1:T](0)", "indexed", "each[k:2:T](a(k) == 0)"),
    ("total[k:1:T](w(x[0], 1)*a(k))", "total[k:1:T](0)", "first", "each[k:1:T](each[s:1:k - 1](w(x[0], s) == 0))"),  # at k = 1, of no time
    # a time that is free in the theorem, and bound where it is cited
    (f"{WHOLE}(total[t:1:T](f(x[t])))", f"{WHOLE}(total[t:1:T](0))", "one", Q0, "f(x[t]) == 0"),
    (f"{WHOLE}(total[t:1:T](f(x[t])))", f"{WHOLE}(total[t:1:T](0))", "one", Q0, "always[x[t]](f(x[t]) == 0)"),
    ("total[t:1:T](a(t))", "total[t:1:T](0)", "indexed", "a(t) == 0"),
    ("total[t:1:T](a(t))", "total[t:1:T](0)", "indexed", "a(1) == 0", "a(T) == 0"),
    ("total[t:1:T](a(t) + a(T))", "total[t:1:T](a(t) + 0)", "indexed", "each[t:1:T](a(t) == 0)"),
    # a point that is free in the theorem and bound where it is cited, and the other way round
    (f"{WHOLE}(f(x[T]))", f"{WHOLE}(0)", "one.at({t: T})", Q0, "f(x[T]) == 0"),
    (f"{WHOLE}(f(x[T + 1]))", f"{WHOLE}(0)", "one.at({t: T + 1})", Q0, "always[q(x[T + 1] | x[0])](f(x[T + 1]) == 0)"),
    ("f(x[T])", "0", "one.at({t: T})", "always[q(x[T] | x[0])](f(x[T]) == 0)", Q0),
    ("f(x[T])", "0", "one.at({t: T})", "always[x[T]](f(x[T]) == 0)"),
    (f"{WHOLE}(f(x[0])*q(x[1] | x[0])/q(x[1] | x[0]))", f"{WHOLE}(f(x[0])*q(x[2] | x[0])/q(x[1] | x[0]))", "past", Q0),
    ("E[q(u[T] | u[0])](f(x[T]))", "E[q(u[T] | u[0])](0)", "one.at({t: T})", "q(u[0]) > 0", "always[q(u[T] | u[0])](f(u[T]) == 0)"),
    ("E[q(u[2] | u[1])](q(u[1] | u[2], u[0]))", "E[q(u[2] | u[1])](q(u[2] | u[1])*q(u[1] | x[0])/q(u[2] | u[0]))", "back.at({t: 1})", "q(u[1]) > 0"),
    # one point for two, or points of two paths for those of one
    ("E[q(x[1] | x[0])](E[q(u[2] | u[0])](f(x[1]) + f(u[2])))", "E[q(x[1] | x[0])](E[q(u[2] | u[0])](f(u[2]) + f(u[1])))",
     "between.at({t: 1})", Q0, "q(u[0]) > 0"),
    ("E[q(x[1:2] | x[0])](f(x[1]) + f(x[2]))", "E[q(x[1:2] | x[0])](f(x[2]) + f(x[2]))", "between.at({t: 1})", Q0),
    (f"{ALL}(total[t:1:T](f(x[t]) - f(x[t - 1])))", f"{ALL}(f(x[T]) - f(x[1]))", "ends"),
    (f"{WHOLE}(total[t:1:T](f(x[t]) - f(x[t - 1])))", f"{WHOLE}(f(x[T]))", "ends", Q0),
    ("E[q(x[0:T])](E[q(u[T] | u[0])](total[t:1:T](f(x[t]) - f(x[t - 1]))))", "E[q(x[0:T])](E[q(u[T] | u[0])](f(u[T]) - f(x[0])))", "ends",
     "q(u[0]) > 0"),
    # some of the points that the hypotheses name are bound, and others are not
    ("E[q(x[T] | x[0])](f(x[T]))", "E[q(x[T] | x[0])](0)", "later", Q0, "each[t:1:T](f(x[t]) == 0)"),
    ("E[q(x[T:T + 1] | x[0])](f(x[T]))", "E[q(x[T:T + 1] | x[0])](0)", "later", Q0, "each[t:1:T](f(x[t]) == 0)"),
    (f"{WHOLE}(f(x[T + 1]))", f"{WHOLE}(0)", "later.at({T: T + 1})", Q0, "each[t:1:T + 1](always[q(x[t] | x[0])](f(x[t]) == 0))"),
    ("E[m(y)](h(y, y))", "E[m(y)](0)", "pair", "always[y, u](h(y, u) == 0)"),
    ("E[q(u[1:T] | x[0])](q(x[0:1]))", "E[q(u[1:T] | x[0])](q(u[1] | x[0])*q(x[0]))", "step", Q0),
    # a point that is bound in the theorem is none that is bound around the step
    (f"{WHOLE}({INNER}(f(u[T])*f(u[T])))", f"{WHOLE}(f(x[T])*{INNER}(f(u[T])))", "constant", Q0, "integrable[q(u[1:T] | x[0])](f(u[T]))",
     "integrable[q(u[1:T] | x[0])](f(u[T])**2)"),
    # another chain, and another law
    (f"{WHOLE}(total[t:2:T](f(x[t])*{BACK.replace('q', 'p')}))", f"{WHOLE}(total[t:2:T](f(x[t])*{FORTH.replace('q', 'p')}))", "back", Q0, *DRAWN),
    (f"E[p(x[1:T] | x[0])](total[t:2:T](f(x[t])*{BACK}))", f"E[p(x[1:T] | x[0])](total[t:2:T](f(x[t])*{FORTH}))", "back", Q0, "p(x[0]) > 0",
     MORE.replace("q(x[1:T]", "p(x[1:T]"), *DRAWN),
    ("E[p(x[1:T] | x[0])](f(x[T]))", "E[p(x[1:T] | x[0])](0)", "one.at({t: T})", "p(x[0]) > 0", Q0, "always[q(x[T] | x[0])](f(x[T]) == 0)"),
    (f"{WHOLE}(total[t:2:T](f(x[t])*{BACK}))", f"{WHOLE}(total[t:2:T](f(x[t])*{FORTH.replace('q(x[t - 1] | x[0])', 'p(x[t - 1] | x[0])')}))", "back",
     Q0, "p(x[0]) > 0", MORE, *DRAWN),
    # almost every point is not every point, and a point alone is no point of a path
    ("f(x[1])", "0", "alone", "always[y](f(y) == 0)"),
    ("f(x[1])", "0", "one.at({t: 1})", "always[y](f(y) == 0)"),
    ("E[m(y)](f(x[0]))", "E[m(y)](0)", "alone", "always[y](f(y) == 0)"),
    ("E[m(y)](f(y) + f(x[1]))", "E[m(y)](f(y))", "one.at({t: 1})", "always[y](f(y) == 0)", "integrable[m(y)](f(y))")]


@pytest.mark.parametrize("case", NEAR_MISSES, ids=[f"{case[0]} {case[2]} {case[-1]}" for case in NEAR_MISSES])
def test_a_near_miss_does_not_hold(case):
    """The kernel refuses it alone, before any model is tried."""
    derivation, prover = cited(*case)
    with pytest.raises(Refused):
        prover.prove(derivation)
    assert list(judge(derivation, prover))[-1].verdict != "holds"
