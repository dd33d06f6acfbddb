"""Sums over time inside of sums over time, by their ends; and what is said for each index of a range that may be empty."""

import random
from fractions import Fraction

import pytest

from derivations.commands.judge import judge, read_text
from derivations.kernel import Prover, Refused
from derivations.kernel.lines.reading import read_line
from derivations.kernel.rules import telescope
from derivations.language import terms as t
from derivations.language.authoring.reader import parse

T, k, j, n = t.counts("T k j n")
NAMES = {"total": t.total, "T": T, "k": k, "j": j, "n": n, "a": t.Function("a", k), "h": t.Function("h", k, j)}


def step(left, right):
    Prover().step(read_line(parse(left, NAMES))[0], read_line(parse(right, NAMES))[0], "=", telescope)


SQUARE, ROW = "total[k:1:{0}](total[j:1:T](h(k, j)))", "total[j:1:T](h({0}, j))"
RIGHT = [
    (SQUARE.format("T + 1"), SQUARE.format("T") + " + " + ROW.format("T + 1")),
    (SQUARE.format("T + 2"), SQUARE.format("T") + " + " + ROW.format("T + 1") + " + " + ROW.format("T + 2")),
    (SQUARE.format("T"), ROW.format("1") + " + total[k:2:T](total[j:1:T](h(k, j)))"),
    ("total[k:1:T](total[j:1:T](h(k + 1, j)) - total[j:1:T](h(k, j)))", ROW.format("T + 1") + " - " + ROW.format("1")),
    ("total[k:1:T + 1](total[j:1:k](h(k, j)))", "total[k:1:T](total[j:1:k](h(k, j))) + total[j:1:T](h(T + 1, j)) + h(T + 1, T + 1)"),
    ("total[k:1:T](total[j:1:T](h(k, j + 1) - h(k, j)))", "total[k:1:T](h(k, T + 1) - h(k, 1))"),
    ("total[n:1:T + 1](total[k:1:T](total[j:1:T](h(k, j)*a(n))))",
     "total[n:1:T](total[k:1:T](total[j:1:T](h(k, j)*a(n)))) + total[k:1:T](total[j:1:T](h(k, j)*a(T + 1)))")]
WRONG = [
    (SQUARE.format("T + 1"), SQUARE.format("T") + " + " + ROW.format("T")), (SQUARE.format("T + 1"), SQUARE.format("T")),
    (SQUARE.format("T + 1"), SQUARE.format("T") + " + total[k:1:T](h(k, T + 1))"), (SQUARE.format("T"), "total[k:2:T](total[j:1:T](h(k, j)))"),
    ("total[k:1:T](total[j:1:T](h(k + 1, j)) - total[j:1:T](h(k, j)))", ROW.format("T") + " - " + ROW.format("1")),
    ("total[k:1:T + 1](total[j:1:k](h(k, j)))", "total[k:1:T](total[j:1:k](h(k, j))) + total[j:1:T](h(T + 1, j))"),
    (SQUARE.format("T"), "total[k:1:T](total[j:1:T](h(j, k)))*1 + h(1, 2) - h(2, 1)"), (SQUARE.format("T"), "total[k:1:T](h(k, k))"),
    ("total[k:1:T](total[j:1:T](a(k)*a(j)))", "total[k:1:T](a(k)*a(k))"), ("total[k:1:T](total[j:1:k](a(j)))", "total[k:1:T](total[j:1:T](a(j)))")]


@pytest.mark.parametrize(("left", "right"), RIGHT)
def test_a_sum_of_sums_is_known_by_its_ends(left, right):
    step(left, right)


@pytest.mark.parametrize(("left", "right"), WRONG)
def test_another_sum_of_sums_is_refused(left, right):
    with pytest.raises(Refused):
        step(left, right)


def test_random_sums_of_sums_are_equal_where_the_rule_says_so():
    """Two squares or triangles whose edges differ, against rows between them, some of which are wrong: for T from 1 to 4
    and values for which nothing is equal by chance."""
    rng, accepted = random.Random(5), 0
    values = [[Fraction(rng.randint(-9999, 9999)) for _ in range(20)] for _ in range(20)]
    for _ in range(200):
        inner = rng.choice(("T", "k"))
        (first, last), (other, end) = (((rng.randint(1, 2), rng.randint(0, 2))) for _ in range(2))
        rows = [(1 if first < other else -1, False, m) for m in range(min(first, other), max(first, other))]
        rows += [(1 if last > end else -1, True, m) for m in range(min(last, end) + 1, max(last, end) + 1)]
        if rows and rng.random() < 0.5:
            sign, late, m = rows.pop()
            rows.append(rng.choice(((-sign, late, m), (sign, not late, m), (sign, late, m + 1))))

        def text(a, b, inner=inner):
            return f"total[k:{a}:T + {b}](total[j:1:{inner}](h(k, j)))"

        def row(sign, late, m, inner=inner):
            at = f"T + {m}" if late else str(m)
            return f"({sign})*total[j:1:{'T' if inner == 'T' else at}](h({at}, j))"

        def many(top, k, inner=inner):
            return range(1, (top if inner == "T" else k) + 1)
        try:
            step(text(first, last), " + ".join([text(other, end), *(row(*one) for one in rows)]))
        except Refused:
            continue
        accepted += 1
        for top in range(1, 5):
            squares = [sum(values[k][i] for k in range(a, top + b + 1) for i in many(top, k)) for a, b in ((first, last), (other, end))]
            between = sum(sign*values[m + top*late][i] for sign, late, m in rows for i in many(top, m + top*late))
            assert squares[0] == squares[1] + between, (first, last, other, end, rows, inner)
    assert 60 < accepted < 160


HEAD = ('"""On ranges."""\nfrom derivations import *\n\nx, = points("x")\nT, k = counts("T k")\nq, a = Chain("q", x), Function("a", k)\n\n\n'
        '@theorem(title="on ranges")\ndef on(proof):\n')
UNDEFINED = "total[k:{0}](log(0 - 1)*a(k))"
NONE = [  # claim, hypothesis, verdict
    ("a(1)*1 == a(1)", "each[k:2:T](0 > 1)", "holds"), (UNDEFINED.format("2:T") + " == 1*" + UNDEFINED.format("2:T"), "each[k:2:T](0 > 1)", "holds"),
    (UNDEFINED.format("2:T") + " == 1*" + UNDEFINED.format("2:T"), "a(1) > 0", "incomplete"),
    (UNDEFINED.format("1:T") + " == 1*" + UNDEFINED.format("1:T"), "each[k:2:T](0 > 1)", "not_recognised"),
    (UNDEFINED.format("2:T + 1") + " == 1*" + UNDEFINED.format("2:T + 1"), "each[k:2:T](0 > 1)", "not_recognised"),
    ("a(1)*1 == a(1)", "each[k:1:T](0 > 1)", "not_recognised"), ("a(1)*1 == a(1)", "each[k:2:T + 1](0 > 1)", "not_recognised"),
    ("a(1)*1 == a(1)", "0 > 1", "not_recognised"), ("a(1)*1 == a(1)", "each[k:2:T](always[q(x[k])](0 > 1))", "not_recognised"),
    ("1*(a(1)/a(T)) == a(1)/a(T)", "each[k:2:T](0 > 1)", "incomplete"), ("a(T)*1 == a(1)", "each[k:2:T](a(k) != a(k))", "not_recognised")]


@pytest.mark.parametrize(("claim", "hypothesis", "verdict"), NONE)
def test_what_never_holds_is_said_of_no_index(claim, hypothesis, verdict):
    """It is a hypothesis where the range may be empty: that it is, and no more."""
    left, right = claim.split(" == ")
    lines = [f"proof.claim({claim})", f"proof.given({hypothesis})", f"proof.starts({left})", f"proof.eq({right}, by=algebra)"]
    derivation, = read_text(HEAD + "".join(f"    {one}\n" for one in lines), "on")
    found = list(judge(derivation, Prover()))[-1]
    assert found.verdict == verdict, found
