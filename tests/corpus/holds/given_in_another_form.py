"""Each theorem gives in one form what its lines need in another, by a lemma of its own."""

from derivations import (
    E,
    Function,
    Law,
    algebra,
    always,
    exp,
    fubini,
    hypothesis,
    implies,
    independent_means,
    integrable,
    integral,
    linearity,
    log,
    logarithm,
    marginal,
    points,
    sum_of_squares,
    support,
    theorem,
    trigamma,
)

x, y, z = points("x y z")
p, q, r = Law("p", x, z), Law("q", z), Law("r", y)
f, g, h, k = Function("f", z), Function("g", z), Function("h", x, z), Function("k", y)


@theorem("corpus", title="Positive, so not zero")
def positive_is_not_zero(proof):
    proof.claim(f(z)/f(z) == 1)
    proof.given(f(z) > 0)
    proof.starts(f(z)/f(z))
    proof.eq(1, by=algebra)


@theorem("corpus", title="A product of positive quantities")
def of_a_product(proof):
    proof.claim(log(f(z)*g(z)) == log(f(z)) + log(g(z)))
    proof.given(f(z) > 0, g(z) > 0)
    proof.starts(log(f(z)*g(z)))
    proof.eq(log(f(z)) + log(g(z)), by=logarithm)


@theorem("corpus", title="At least one, so positive")
def larger(proof):
    proof.claim(log(f(z)**2) == 2*log(f(z)))
    proof.given(f(z) >= 1)
    proof.starts(log(f(z)**2))
    proof.eq(2*log(f(z)), by=logarithm)


@theorem("corpus", title="Where q has no mass, p has none")
def cover_the_other_way_round(proof):
    proof.claim(E[q(z)](p(x, z)/q(z)) == p(x))
    proof.given(always[z](implies(q(z) == 0, p(x, z) == 0)))
    proof.starts(E[q(z)](p(x, z)/q(z)))
    proof.eq(integral[z](p(x, z)), by=support)
    proof.eq(p(x), by=marginal)


@theorem("corpus", title="A law that covers the posterior")
def cover_of_the_posterior(proof):
    proof.claim(E[q(z)](p(x, z)/q(z)) == p(x))
    proof.given(p(x) > 0, always[p(z | x)](q(z) > 0))
    proof.starts(E[q(z)](p(x, z)/q(z)))
    proof.eq(integral[z](p(x, z)), by=support)
    proof.eq(p(x), by=marginal)


@theorem("corpus", title="A product of square-integrable quantities")
def squares(proof):
    proof.claim(E[q(z)]((f(z) + g(z))**2) == E[q(z)](f(z)**2) + 2*E[q(z)](f(z)*g(z)) + E[q(z)](g(z)**2))
    proof.given(integrable[q(z)](f(z)**2), integrable[q(z)](g(z)**2))
    proof.starts(E[q(z)]((f(z) + g(z))**2))
    proof.eq(E[q(z)](f(z)**2) + 2*E[q(z)](f(z)*g(z)) + E[q(z)](g(z)**2), by=linearity)


@theorem("corpus", title="Integrable under the joint law")
def chain(proof):
    proof.claim(E[p(x)](E[p(z | x)](h(x, z))) == E[p(x), p(z | x)](h(x, z)))
    proof.given(integrable[p(x, z)](h(x, z)))
    proof.starts(E[p(x)](E[p(z | x)](h(x, z))))
    proof.eq(E[p(x), p(z | x)](h(x, z)), by=fubini)


@theorem("corpus", title="A product of independent quantities")
def independent(proof):
    proof.claim(E[q(z), r(y)](f(z)*k(y)) == E[q(z)](f(z))*E[r(y)](k(y)))
    proof.given(integrable[q(z)](f(z)), integrable[r(y)](k(y)))
    proof.starts(E[q(z), r(y)](f(z)*k(y)))
    proof.eq(E[q(z)](f(z))*E[r(y)](k(y)), by=independent_means)


@theorem("corpus", title="The square of a conditional mean")
def square_of_a_mean(proof):
    proof.claim(0 <= E[p(x)](E[p(z | x)](h(x, z))**2))
    proof.given(integrable[p(x, z)](h(x, z)**2))
    proof.starts(0)
    proof.le(E[p(x)](E[p(z | x)](h(x, z))**2), by=sum_of_squares)


@theorem("corpus", title="A comparison with terms on the other side")
def comparison(proof):
    proof.claim(g(z) + (f(z) - 1) <= g(z))
    proof.given(f(z) <= 1)
    proof.starts(g(z) + (f(z) - 1))
    proof.le(g(z), by=hypothesis)


@theorem("corpus", title="A weighted integrand")
def weighted(proof):
    proof.claim(E[q(z)](p(z)/q(z)*f(z)) == integral[z](p(z)*f(z)))
    proof.given(always[p(z)](q(z) > 0), integrable[p(z)](f(z)))
    proof.starts(E[q(z)](p(z)/q(z)*f(z)))
    proof.eq(integral[z](p(z)*f(z)), by=support)


@theorem("corpus", title="A mean inside an integrable exponential")
def mean_in_a_term(proof):
    proof.claim(integral[x](exp(E[q(z)](h(x, z)))) >= 0)
    proof.given(integrable[x](exp(E[q(z)](h(x, z)))))
    proof.starts(integral[x](exp(E[q(z)](h(x, z)))))
    proof.ge(0, by=sum_of_squares)


@theorem("corpus", title="A positive quantity by descent")
def by_descent(proof):
    proof.claim((f(z)*trigamma(f(z)) - 1)/(f(z)*trigamma(f(z)) - 1) == 1)
    proof.given(f(z) > 0)
    proof.starts((f(z)*trigamma(f(z)) - 1)/(f(z)*trigamma(f(z)) - 1))
    proof.eq(1, by=algebra)
