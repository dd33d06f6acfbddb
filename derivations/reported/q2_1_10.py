"""The report on 2.1.10: the importance-weighted bound is a lower bound.

Where the report writes a capital P for the joint density or the evidence, it means p: it introduces no other P.  The
draws are independent, each from q(z | x), as 2.1.11 says at its end.  Where an expectation is over the K-th draw alone, the
other draws stay free; v is the value that they all have.  Jensen's inequality is stated of any law r and any function f that
is nowhere negative.
"""

from derivations.chapters.iwelbo import K, L, bound_iid, k, mean_weight, p, q, w, x, z
from derivations import (
    E, Function, Law, Point, abbreviation, always, definition, iid, implies, integrable, integral, jensen, linearity,
    log, mean, one_draw, theorem)
from derivations.reported.claim import reported

v = Point("v", "z")  # a value that draws left free may take
r = Law("r", z)
f = Function("f", z, nonnegative=True)


@abbreviation
def over_last(v):
    """The average weight after an expectation over the K-th draw alone, where the K − 1 free draws all have the value v:
    a statement about all their values has to hold there."""
    return ((K - 1)*w(v) + E[q(z | x)](w(z)))/K


@abbreviation
def cancelled(x):
    """The mean weight, as an integral against the law of the draw."""
    return integral[z](p(x, z)/q(z | x)*q(z | x))


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("2.1.10", title="Jensen's inequality for the logarithm")
def jensens_inequality(proof):
    proof.claim(E[r(z)](log(f(z))) <= log(E[r(z)](f(z))))
    proof.given(integrable[r(z)](log(f(z))), integrable[r(z)](f(z)))
    proof.starts(E[r(z)](log(f(z))))
    proof.le(log(E[r(z)](f(z))), by=jensen)
    proof.twin(E[r(z)](log(f(z))) == log(E[r(z)](f(z))), "taking Jensen's inequality for an equality")


@theorem("2.1.10", title="The mean average weight, draw by draw")
def draw_by_draw(proof):
    """The expectation of an average is the average of expectations, each over its own draw."""
    proof.claim(log(E[iid(q(z | x), K)](mean[k:K](w(z[k])))) == log(mean[k:K](E[q(z | x)](w(z)))))
    proof.given(mean[k:K](E[q(z | x)](w(z))) > 0)
    proof.starts(log(E[iid(q(z | x), K)](mean[k:K](w(z[k])))))
    proof.eq(log(mean[k:K](E[iid(q(z | x), K)](w(z[k])))), by=linearity)
    proof.eq(log(mean[k:K](E[q(z | x)](w(z)))), by=one_draw)


@theorem("2.1.10", title="Jensen's inequality for the average weight")
def first_row(proof):
    proof.claim(L(K) <= log(mean[k:K](E[q(z | x)](w(z)))))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L(K))
    proof.le(log(E[iid(q(z | x), K)](mean[k:K](w(z[k])))), by=jensen)
    proof.eq(log(mean[k:K](E[iid(q(z | x), K)](w(z[k])))), by=linearity)
    proof.eq(log(mean[k:K](E[q(z | x)](w(z)))), by=one_draw)
    proof.twin(L(K) == log(mean[k:K](E[q(z | x)](w(z)))), "saying that the bound becomes what only bounds it")


@theorem("2.1.10", title="The mean weight as an integral")
def as_an_integral(proof):
    proof.claim(log(mean[k:K](E[q(z | x)](w(z)))) == log(mean[k:K](cancelled(x))))
    proof.given(mean[k:K](E[q(z | x)](w(z))) > 0)
    proof.starts(log(mean[k:K](E[q(z | x)](w(z)))))
    proof.eq(log(mean[k:K](cancelled(x))), by=definition)


# --- printed statements -------------------------------------------------------------------------------------------


@reported("2.1.10-a", lines=(499, 499), kind="prose",
          says="For every number of draws the importance-weighted bound lies at or below the log evidence.", goal=True)
def valid(proof):
    proof.claim(L(K) <= log(p(x)))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L(K))
    proof.le(log(p(x)), by=bound_iid)


@reported("2.1.10-b", lines=(501, 501), kind="line",
          says="The bound is the mean, over K draws, of the log of their average weight p(X, Z_k)/q(Z_k | "
               "X); the law of the draws is not named here, and taken from 2.1.11: independent, each from "
               "q(. | X).")
def bound_defined(proof):
    proof.claim(L(K) == E[iid(q(z | x), K)](log(mean[k:K](p(x, z[k])/q(z[k] | x)))))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L(K))
    proof.eq(E[iid(q(z | x), K)](log(mean[k:K](p(x, z[k])/q(z[k] | x)))), by=definition)


@reported("2.1.10-c", lines=(503, 503), kind="line", says="The bound with K draws is at most log p(X).")
def below(proof):
    proof.claim(L(K) <= log(p(x)))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L(K))
    proof.le(log(p(x)), by=bound_iid)


@reported("2.1.10-d", lines=(505, 505), kind="prose",
          says="Jensen's result, with which the proof begins, is called an equality.",
          printed="Jensen's equality", right="Jensen's inequality",
          correction=("Jensen's result is an inequality: the mean logarithm is at most the logarithm of the mean",
                      jensens_inequality), evident=True)
def called_equality(proof):
    proof.claim(E[r(z)](log(f(z))) == log(E[r(z)](f(z))))
    proof.given(always[z](f(z) > 0))


@reported("2.1.10-e", lines=(507, 507), kind="line",
          says="The mean of log f(Z) is at most the log of the mean of f(Z).")
def jensen_line(proof):
    proof.claim(E[r(z)](log(f(z))) <= log(E[r(z)](f(z))))
    proof.given(integrable[r(z)](log(f(z))), integrable[r(z)](f(z)))
    proof.starts(E[r(z)](log(f(z))))
    proof.le(log(E[r(z)](f(z))), by=jensen)


@reported("2.1.10-f", lines=(509, 509), kind="prose",
          says="The inequality, applied to the bound, becomes the first row of the display that follows.",
          printed="line 509: the bound becomes; line 511: … ≤ log((1/K) Σ_k E_{Z_K}[p(X, Z_k)/q(Z_k|X)])",
          correction=("it is bounded by the log of the average, over the draws, of each weight's own "
                      "expectation",
                      first_row))
def becomes(proof):
    proof.claim(L(K) <= log(over_last(v)))
    proof.given(always[x, z](p(x, z) > 0), always[x, z](q(z | x) > 0))


@reported("2.1.10-g", lines=(511, 511), part=1, kind="line",
          says="The bound is at most the log of the average, over k, of the expectation of the k-th weight "
               "over the K-th draw: the subscript is the capital K, so that every other draw stays free.",
          printed="E_{Z_1, …, Z_K}[log(…)] ≤ log((1/K) Σ_k E_{Z_K}[p(X, Z_k)/q(Z_k|X)])",
          right="E_{Z_1, …, Z_K}[log(…)] ≤ log((1/K) Σ_k E_{Z_k}[p(X, Z_k)/q(Z_k|X)])",
          correction=("with the small k: the k-th weight is averaged over the k-th draw", first_row), evident=True)
def row_one(proof):
    proof.claim(L(K) <= log(over_last(v)))
    proof.given(always[x, z](p(x, z) > 0), always[x, z](q(z | x) > 0))
    proof.mend(over_last(v), mean[k:K](E[q(z | x)](w(z))))


@reported("2.1.10-h", lines=(507, 511), part=1, kind="step",
          says="With Z all the draws and f their average weight, the log of the mean of f turns into the "
               "first row's right side, whose expectation is over the K-th draw alone.",
          printed="line 507: log E_Z[f(Z)]; line 511: log((1/K) Σ_k E_{Z_K}[p(X, Z_k)/q(Z_k|X)])",
          correction=("the expectation moves inside the average, where each weight keeps the expectation "
                      "over its own draw", draw_by_draw))
def into_row_one(proof):
    proof.claim(log(E[iid(q(z | x), K)](mean[k:K](w(z[k])))) == log(over_last(v)))
    proof.given(always[x, z](p(x, z) > 0), always[x, z](q(z | x) > 0))
    proof.reading(log(E[iid(q(z | x), K)](mean[k:K](w(z[k])))) <= log(over_last(v)),
                  "an inequality, as the sign of the row would allow")
    proof.reading(implies(L(K) <= log(E[iid(q(z | x), K)](mean[k:K](w(z[k])))), L(K) <= log(over_last(v))),
                  "the first row follows from Jensen's inequality")


@reported("2.1.10-i", lines=(511, 511), part=2, kind="line",
          says="The bound is at most the log of the average of K integrals of P(Z_k, X)/q(Z_k | X) against "
               "q(Z_k | X), the capital P read as p.")
def row_two(proof):
    proof.claim(L(K) <= log(mean[k:K](cancelled(x))))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L(K))
    proof.le(log(mean[k:K](E[q(z | x)](w(z)))), by=first_row)
    proof.eq(log(mean[k:K](cancelled(x))), by=definition)


@reported("2.1.10-j", lines=(511, 511), part=2, kind="step",
          says="The first row's right side, its expectation over the K-th draw alone, is at most the second "
               "row's.",
          printed="log((1/K) Σ_k E_{Z_K}[…]) ≤ log((1/K) Σ_k ∫ (P(Z_k, X)/q(Z_k|X)) q(Z_k|X) dZ_k)",
          correction=("with each weight's own expectation the two rows are equal, by the definition of an expectation",
                      as_an_integral))
def into_row_two(proof):
    proof.claim(log(over_last(v)) <= log(mean[k:K](cancelled(x))))
    proof.given(always[x, z](p(x, z) > 0), always[x, z](q(z | x) > 0))
    proof.reading(log(over_last(v)) == log(mean[k:K](cancelled(x))), "the expectation written out, hence an equality")


@reported("2.1.10-k", lines=(511, 511), part=3, kind="line",
          says="The bound is at most the log of the average of K copies of p(X).")
def row_three(proof):
    proof.claim(L(K) <= log(mean[k:K](p(x))))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L(K))
    proof.le(log(p(x)), by=bound_iid)
    proof.eq(log(mean[k:K](p(x))), by=linearity)


@reported("2.1.10-l", lines=(511, 511), part=3, kind="step",
          says="The second row's right side is at most the third's: each integral is at most p(X).")
def into_row_three(proof):
    proof.claim(log(mean[k:K](cancelled(x))) <= log(mean[k:K](p(x))))
    proof.given(mean[k:K](cancelled(x)) > 0)
    proof.starts(log(mean[k:K](cancelled(x))))
    proof.eq(log(mean[k:K](E[q(z | x)](w(z)))), by=definition)
    proof.le(log(mean[k:K](p(x))), by=mean_weight)


@reported("2.1.10-m", lines=(511, 511), part=4, kind="line",
          says="The bound is at most log P(X), the capital P read as p.")
def row_four(proof):
    proof.claim(L(K) <= log(p(x)))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L(K))
    proof.le(log(mean[k:K](E[q(z | x)](w(z)))), by=first_row)
    proof.eq(log(mean[k:K](cancelled(x))), by=definition)
    proof.eq(log(mean[k:K](E[q(z | x)](w(z)))), by=definition)
    proof.le(log(mean[k:K](p(x))), by=mean_weight)
    proof.eq(log(p(x)), by=linearity)


@reported("2.1.10-n", lines=(511, 511), part=4, kind="step",
          says="The third row's right side is at most log P(X): an average of copies is the copied value.")
def into_row_four(proof):
    proof.claim(log(mean[k:K](p(x))) <= log(p(x)))
    proof.given(mean[k:K](p(x)) > 0)
    proof.starts(log(mean[k:K](p(x))))
    proof.le(log(p(x)), by=linearity)


@reported("2.1.10-o", lines=(513, 513), kind="prose",
          says="The last row of the display is the statement to be shown: the bound is at most log p(X).")
def expected(proof):
    proof.claim(L(K) <= log(p(x)))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L(K))
    proof.le(log(p(x)), by=bound_iid)


@reported("2.1.10-p", lines=(511, 515), kind="step",
          says="The inequality for the written-out expectation is the one for the bound.")
def named(proof):
    proof.claim(implies(E[iid(q(z | x), K)](log(mean[k:K](p(x, z[k])/q(z[k] | x)))) <= log(p(x)), L(K) <= log(p(x))))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))), p(x) > 0)
    proof.starts(E[iid(q(z | x), K)](log(mean[k:K](p(x, z[k])/q(z[k] | x)))) <= log(p(x)))
    proof.implies(L(K) <= log(p(x)), by=definition)


@reported("2.1.10-q", lines=(515, 515), kind="line",
          says="The bound with K draws is at most log P(X), the capital P read as p.", goal=True)
def concluded(proof):
    proof.claim(L(K) <= log(p(x)))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L(K))
    proof.le(log(p(x)), by=bound_iid)
