"""The report on 2.1.11: K draws against one.

A sum over K terms is written as K times their average.  The report's expectation over a set I with one uniformly
chosen index is a sum with weights 1/K, and from line 537 on the average.  I is taken to be independent of the draws,
which the report does not say.  Where the report writes a capital P for the joint density, it means p; z and Z are one
variable, and z_k are the draws Z_k.  But its q(Z), here m, is not q(Z | X): a law that is not conditioned on X is not the law of the draws.
L_1 is the bound L_K with K = 1, as its index says; the formula for it that line 525 prints is a claim of its own.  The
report's small k, as a number of terms, is n, one of the indices 1, …, K, and its numbers a_1, …, a_K are a row of the
table a.
"""

from derivations.chapters.iwelbo import K, L, above_one, j, k, one_is_the_elbo, p, q, w, x, z
from derivations import (
    E, Function, Law, Point, abbreviation, algebra, always, counts, definition, exp, iid, implies, integrable,
    jensen, linearity, log, mean, one_draw, theorem)
from derivations.reported.claim import reported

(n,) = counts("n")
m = Law("m", z)  # a law of the latent that is not conditioned on the data
y = Point("y", "x")  # other data
a = Function("a", z, k)  # numbers a_1, …, a_K, one row of them for each z
f = Function("f", z)


@abbreviation
def aggregate(z):
    """A marginal of q(Z | X): its average over the data of the model."""
    return E[p(y)](q(z | y))


@abbreviation
def one(z):
    """The mean log weight of one draw."""
    return E[q(z | x)](log(w(z)))


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("2.1.11", title="More draws than one do not loosen the bound")
def not_looser(proof):
    proof.claim(L(K) >= L(1))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))), integrable[q(z | x)](log(w(z))))
    proof.starts(L(K))
    proof.ge(one(z), by=above_one.at(draws="iid"))
    proof.eq(L(1), by=one_is_the_elbo)
    proof.twin(L(K) > L(1), "believing that more draws always help")


@theorem("2.1.11", title="With one draw the bound is the mean log weight")
def one_draw_bound(proof):
    proof.claim(L(1) == one(z))
    proof.given(integrable[q(z | x)](log(w(z))))
    proof.starts(L(1))
    proof.eq(one(z), by=one_is_the_elbo)
    proof.twin(L(1) == E[q(z | x)](log(p(x, z)/m(z))), "dividing by a law that the draw does not come from")
    proof.twin(L(1) == E[m(z)](log(p(x, z)/m(z))), "drawing from another law too")


@theorem("2.1.11", title="The expectation over a uniform index is the average")
def uniform_index(proof):
    """The expectation is the sum over the index of each value times its probability 1/K; a sum over K terms is K times
    their average."""
    proof.claim(K*mean[j:K](1/K*(a(z, j)/1)) == mean[k:K](a(z, k)))
    proof.starts(K*mean[j:K](1/K*(a(z, j)/1)))
    proof.eq(K*(1/K*mean[k:K](a(z, k))), by=linearity)
    proof.eq(mean[k:K](a(z, k)), by=algebra)


# --- printed statements -------------------------------------------------------------------------------------------


@reported("2.1.11-a", lines=(519, 519), kind="prose",
          says="Taking more draws than one tightens the bound: read as the display below it has it, not strictly (with "
               "weights that do not vary, the bound stays where it is).")
def tightens(proof):
    proof.claim(L(K + 1) >= L(1))
    proof.given(integrable[iid(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))), integrable[q(z | x)](log(w(z))))
    proof.starts(L(K + 1))
    proof.ge(L(1), by=not_looser.at({K: K + 1}))


@reported("2.1.11-b", lines=(521, 521), kind="line",
          says="For K > 1 the bound with K draws is at least the bound with one.", goal=True)
def at_least_one_draw(proof):
    proof.claim(L(K + 1) >= L(1))
    proof.given(integrable[iid(q(z | x), K + 1)](log(mean[k:K + 1](w(z[k])))), integrable[q(z | x)](log(w(z))))
    proof.starts(L(K + 1))
    proof.ge(L(1), by=not_looser.at({K: K + 1}))


@reported("2.1.11-c", lines=(523, 523), kind="prose",
          says="The second formula of the display is known, with q(Z) in its denominator.",
          printed="line 523: it is known; line 525: ℒ₁ = E_Z[log(P(X, Z)/q(Z))]",
          correction=("the bound with one draw divides by the law that the draw comes from, q(Z | X)", one_draw_bound))
def known(proof):
    proof.claim(L(1) == E[m(z)](log(p(x, z)/m(z))))
    proof.given(always[x, z](p(x, z) > 0), always[x, z](q(z | x) > 0), always[z](m(z) > 0))
    proof.reading(L(1) == E[q(z | x)](log(p(x, z)/m(z))), "q(Z) a law of its own, the draw from q(Z | X)")
    proof.reading(L(1) == E[p(y), q(z | y)](log(p(x, z)/aggregate(z))),
                  "q(Z) the marginal of q(Z | X), the draw from it")
    proof.reading(L(1) == E[q(z | x)](log(p(x, z)/aggregate(z))),
                  "q(Z) the marginal of q(Z | X), the draw from q(Z | X)")


@reported("2.1.11-d", lines=(525, 525), part=1, kind="line",
          says="The bound with K draws is, once more, the mean of the log of their average weight.")
def again(proof):
    proof.claim(L(K) == E[iid(q(z | x), K)](log(mean[k:K](p(x, z[k])/q(z[k] | x)))))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(L(K))
    proof.eq(E[iid(q(z | x), K)](log(mean[k:K](p(x, z[k])/q(z[k] | x)))), by=definition)


@reported("2.1.11-e", lines=(525, 525), part=2, kind="line",
          says="The bound with one draw is the mean of log P(X, Z)/q(Z), the law in the denominator not "
               "conditioned on X.",
          printed="ℒ₁ = E_Z[log(P(X, Z)/q(Z))]", right="ℒ₁ = E_Z[log(p(X, Z)/q(Z|X))]",
          correction=("the denominator is q(Z | X), the law of the draw", one_draw_bound), evident=True)
def unconditioned(proof):
    proof.claim(L(1) == E[m(z)](log(p(x, z)/m(z))))
    proof.given(always[x, z](p(x, z) > 0), always[x, z](q(z | x) > 0), always[z](m(z) > 0))
    proof.reading(L(1) == E[q(z | x)](log(p(x, z)/m(z))), "q(Z) a law of its own, the draw from q(Z | X)")
    proof.reading(L(1) == E[p(y), q(z | y)](log(p(x, z)/aggregate(z))),
                  "q(Z) the marginal of q(Z | X), the draw from it")
    proof.reading(L(1) == E[q(z | x)](log(p(x, z)/aggregate(z))),
                  "q(Z) the marginal of q(Z | X), the draw from q(Z | X)")
    proof.mend(E[m(z)](log(p(x, z)/m(z))), one(z))


@reported("2.1.11-f", lines=(527, 529), kind="line",
          says="In the bound, the average of the K weights is the expectation, over an index k_1 alone in a "
               "set I, of the weight with that index.")
def as_expectation(proof):
    proof.claim(E[iid(q(z | x), K)](log(mean[k:K](w(z[k])))) == E[iid(q(z | x), K)](log(K*mean[j:K](1/K*w(z[j])))))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.starts(E[iid(q(z | x), K)](log(mean[k:K](w(z[k])))))
    proof.eq(E[iid(q(z | x), K)](log(K*(1/K*mean[j:K](w(z[j]))))), by=algebra)
    proof.eq(E[iid(q(z | x), K)](log(K*mean[j:K](1/K*w(z[j])))), by=linearity)


@reported("2.1.11-g", lines=(531, 531), kind="prose",
          says="I holds one index, chosen from 1, ..., K with probability 1/K each: such a choice exists, "
               "as the K probabilities sum to one (times any number, the sum being K times the average).")
def index_law(proof):
    proof.claim(K*mean[j:K](f(z)/K) == f(z))
    proof.starts(K*mean[j:K](f(z)/K))
    proof.eq(K*(f(z)/K), by=linearity)
    proof.eq(f(z), by=algebra)


@reported("2.1.11-h", lines=(533, 533), kind="line",
          says="The expectation over I of a_{k_1}/1 is (a_1 + ... + a_k)/k: the number of terms is a small "
               "k, while the index runs to K.",
          printed="E_I[a_{k₁}/1] = (a₁ + … + a_k)/k", right="E_I[a_{k₁}/1] = (a₁ + … + a_K)/K",
          correction=("the sum runs to K and is divided by K", uniform_index), evident=True)
def small_k(proof):
    proof.claim(K*mean[j:K](1/K*(a(z, j)/1)) == mean[j:n](a(z, j)))
    proof.given(n <= K)


@reported("2.1.11-i", lines=(535, 535), kind="prose",
          says="The expectation over I is another expression of the sum of the numbers.",
          printed="(in words) another way of expressing the sum", right="(in words) another way of expressing the average", evident=True,
          correction=("It is the sum divided by the number of terms, which is the average, as line 533 displays it", uniform_index))
def the_sum(proof):
    proof.claim(K*mean[j:K](1/K*(a(z, j)/1)) == K*mean[k:K](a(z, k)))


@reported("2.1.11-j", lines=(537, 537), kind="prose",
          says="Jensen's inequality applies to the logarithm and the expectation over I: for positive "
               "numbers, written as exponentials, the log of their average is at least the average of their "
               "logs.")
def jensen_applies(proof):
    proof.claim(log(mean[j:K](exp(a(z, j)))) >= mean[j:K](log(exp(a(z, j)))))
    proof.given(mean[j:K](exp(a(z, j))) > 0)
    proof.starts(log(mean[j:K](exp(a(z, j)))))
    proof.ge(mean[j:K](log(exp(a(z, j)))), by=jensen)


@reported("2.1.11-k", lines=(539, 539), kind="line",
          says="The bound with K draws is at least the mean, over the draws, of the expectation over I of "
               "the log weight.")
def jensen_inside(proof):
    proof.claim(L(K) >= E[iid(q(z | x), K)](mean[j:K](log(w(z[j])))))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))),
                integrable[iid(q(z | x), K)](mean[k:K](log(w(z[k])))), always[q(z | x)](p(x, z) > 0))
    proof.starts(L(K))
    proof.ge(E[iid(q(z | x), K)](mean[j:K](log(w(z[j])))), by=jensen)


@reported("2.1.11-l", lines=(529, 539), kind="step",
          says="Moving the logarithm inside the expectation over I does not raise the mean over the draws.")
def move_inside(proof):
    proof.claim(E[iid(q(z | x), K)](log(mean[j:K](w(z[j])))) >= E[iid(q(z | x), K)](mean[j:K](log(w(z[j])))))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))),
                integrable[iid(q(z | x), K)](mean[k:K](log(w(z[k])))), always[q(z | x)](p(x, z) > 0))
    proof.starts(E[iid(q(z | x), K)](log(mean[j:K](w(z[j])))))
    proof.ge(E[iid(q(z | x), K)](mean[j:K](log(w(z[j])))), by=jensen)


@reported("2.1.11-m", lines=(541, 541), kind="prose",
          says="The expectation over the draws and the one over I may be taken in the other order.")
def other_order(proof):
    proof.claim(E[iid(q(z | x), K)](mean[j:K](log(w(z[j])))) == mean[j:K](E[iid(q(z | x), K)](log(w(z[j])))))
    proof.given(integrable[q(z | x)](log(w(z))))
    proof.starts(E[iid(q(z | x), K)](mean[j:K](log(w(z[j])))))
    proof.eq(mean[j:K](E[iid(q(z | x), K)](log(w(z[j])))), by=linearity)


@reported("2.1.11-n", lines=(543, 543), kind="line",
          says="The bound with K draws is at least the expectation over I of the mean log weight of the "
               "chosen draw.")
def order_changed(proof):
    proof.claim(L(K) >= mean[j:K](one(z)))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))), integrable[q(z | x)](log(w(z))))
    proof.starts(L(K))
    proof.ge(E[iid(q(z | x), K)](mean[j:K](log(w(z[j])))), by=jensen)
    proof.eq(mean[j:K](E[iid(q(z | x), K)](log(w(z[j])))), by=linearity)
    proof.eq(mean[j:K](one(z)), by=one_draw)


@reported("2.1.11-o", lines=(539, 543), kind="step",
          says="With the order changed, of all the draws only the chosen one is left under the expectation; "
               "that the others drop out is not said.")
def others_drop(proof):
    proof.claim(E[iid(q(z | x), K)](mean[j:K](log(w(z[j])))) == mean[j:K](one(z)))
    proof.given(integrable[q(z | x)](log(w(z))))
    proof.starts(E[iid(q(z | x), K)](mean[j:K](log(w(z[j])))))
    proof.eq(mean[j:K](E[iid(q(z | x), K)](log(w(z[j])))), by=linearity)
    proof.eq(mean[j:K](one(z)), by=one_draw)


@reported("2.1.11-p", lines=(545, 545), kind="prose",
          says="I selects one index from 1, ..., K uniformly: the K probabilities 1/K sum to one (times any "
               "number).")
def selects_uniformly(proof):
    proof.claim(K*mean[j:K](f(z)/K) == f(z))
    proof.starts(K*mean[j:K](f(z)/K))
    proof.eq(K*(f(z)/K), by=linearity)
    proof.eq(f(z), by=algebra)


@reported("2.1.11-q", lines=(545, 545), kind="prose",
          says="The draws are independent and identically distributed, from q(z | x): a hypothesis, of "
               "which this question uses that any function of any one of them has the mean that it has "
               "under q(z | x).")
def one_law(proof):
    proof.claim(E[iid(q(z | x), j + n - 1)](f(z[j])) == E[q(z | x)](f(z)))
    proof.given(integrable[q(z | x)](f(z)))
    proof.starts(E[iid(q(z | x), j + n - 1)](f(z[j])))
    proof.eq(E[q(z | x)](f(z)), by=one_draw)


@reported("2.1.11-r", lines=(545, 545), kind="prose",
          says="The inner expectation has the same value whichever index was chosen: the j-th of any number "
               "of draws gives the mean log weight of one draw.")
def any_choice(proof):
    proof.claim(E[iid(q(z | x), j + n - 1)](log(w(z[j]))) == one(z))
    proof.given(integrable[q(z | x)](log(w(z))))
    proof.starts(E[iid(q(z | x), j + n - 1)](log(w(z[j]))))
    proof.eq(one(z), by=one_draw)


@reported("2.1.11-s", lines=(545, 547), kind="step",
          says="These reasons give the line that follows: an average over the index of expectations that "
               "are all alike is any one of them.")
def all_alike(proof):
    proof.claim(mean[j:K](E[iid(q(z | x), K)](log(w(z[j])))) == one(z))
    proof.given(integrable[q(z | x)](log(w(z))))
    proof.starts(mean[j:K](E[iid(q(z | x), K)](log(w(z[j])))))
    proof.eq(mean[j:K](one(z)), by=one_draw)
    proof.eq(one(z), by=linearity)


@reported("2.1.11-t", lines=(547, 547), part=1, kind="line",
          says="The expectation over I of the mean log weight of the chosen draw is the mean of log P(X, "
               "Z)/q(Z | X), with small z for Z and capital P for p.")
def mean_log_weight(proof):
    proof.claim(mean[j:K](one(z)) == E[q(z | x)](log(p(x, z)/q(z | x))))
    proof.given(integrable[q(z | x)](log(w(z))))
    proof.starts(mean[j:K](one(z)))
    proof.eq(E[q(z | x)](log(p(x, z)/q(z | x))), by=linearity)


@reported("2.1.11-u", lines=(547, 547), part=2, kind="line",
          says="The mean of log P(X, Z)/q(Z | X) is the bound with one draw.")
def is_the_first(proof):
    proof.claim(one(z) == L(1))
    proof.given(integrable[q(z | x)](log(w(z))))
    proof.starts(one(z))
    proof.eq(L(1), by=one_draw_bound)


@reported("2.1.11-v", lines=(543, 551), kind="step",
          says="The value of the expectation over I, put into the inequality, gives the bound with one draw, from here on "
               "the one with q(Z | X).")
def put_in(proof):
    proof.claim(implies(L(K) >= mean[j:K](one(z)), L(K) >= L(1)))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))), integrable[q(z | x)](log(w(z))))
    proof.starts(L(K) >= mean[j:K](one(z)))
    proof.implies(L(K) >= one(z), by=linearity)
    proof.implies(L(K) >= L(1), by=one_draw_bound)


@reported("2.1.11-w", lines=(549, 549), kind="prose",
          says="The inequality has been proved: its lines lead from the bound with K draws to the one with "
               "one draw.")
def proved(proof):
    proof.claim(L(K) >= L(1))
    proof.given(integrable[iid(q(z | x), K)](log(mean[k:K](w(z[k])))), integrable[q(z | x)](log(w(z))))
    proof.starts(L(K))
    proof.ge(E[iid(q(z | x), K)](mean[j:K](log(w(z[j])))), by=jensen)
    proof.eq(mean[j:K](E[iid(q(z | x), K)](log(w(z[j])))), by=linearity)
    proof.eq(mean[j:K](one(z)), by=one_draw)
    proof.eq(one(z), by=linearity)
    proof.eq(L(1), by=one_draw_bound)


@reported("2.1.11-x", lines=(551, 551), kind="line",
          says="The bound with k draws, a small k without a range, is at least the bound with one draw.", goal=True)
def for_any_number(proof):
    proof.claim(L(n) >= L(1))
    proof.given(integrable[iid(q(z | x), n)](log(mean[k:n](w(z[k])))), integrable[q(z | x)](log(w(z))))
    proof.starts(L(n))
    proof.ge(L(1), by=not_looser.at({K: n}))
