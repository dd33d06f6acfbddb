"""The conditional mean as a projection.

x is observed, u(x, y) is the target, and v(x) predicts it.  The mean squared error of v has two parts: the distance of v
from the conditional mean m(x), and the mean conditional variance, which no predictor changes.  So v may be fitted to u in
the place of m, which is seldom known: denoising score matching, flow matching and the prediction of noise in diffusion
models rest on this.  In other words, u − m is orthogonal to every function of x.

x is drawn from d, and then y from e; points and values are scalars.  For vectors the statements hold coordinate by
coordinate.

Sources: Billingsley, Probability and Measure, section 34; Vincent (2011), A connection between score matching and
denoising autoencoders.
"""

from derivations import (
    E,
    Function,
    Law,
    abbreviation,
    always,
    fubini,
    iff,
    integrable,
    linearity,
    points,
    rearrange,
    theorem,
)

x, y = points("x y")
d, e = Law("d", x), Law("e", y | x)
u = Function("u", x, y)
v, h = Function("v", x), Function("h", x)


@abbreviation
def m(x):
    """The conditional mean: the mean of u where x is known."""
    return E[e(y | x)](u(x, y))


@abbreviation
def M():
    """The mean of u."""
    return E[d(x), e(y | x)](u(x, y))


@abbreviation
def var(x):
    """The conditional variance: the variance of u where x is known."""
    return E[e(y | x)]((u(x, y) - m(x))**2)


@theorem(title="The mean of the conditional mean is the mean")
def mean_of_means(proof):
    proof.claim(E[d(x)](m(x)) == M())
    proof.given(integrable[d(x), e(y | x)](u(x, y)))
    proof.starts(E[d(x)](m(x)))
    proof.eq(M(), by=fubini)
    proof.twin(m(x) == M(), "believing it for every single x")
    proof.twin(E[d(x)](m(x)**2) == M()**2, "moving the square through the mean")
    proof.twin(E[d(x)](m(x)) == m(x), "forgetting that the conditional mean varies")


@theorem(title="The error of the conditional mean is orthogonal to every function of x")
def orthogonal(proof):
    proof.claim(E[d(x), e(y | x)](v(x)*(u(x, y) - m(x))) == 0)
    proof.given(always[d(x)](integrable[e(y | x)](u(x, y))), integrable[d(x), e(y | x)](v(x)*(u(x, y) - m(x))))
    proof.starts(E[d(x), e(y | x)](v(x)*(u(x, y) - m(x))))
    proof.eq(E[d(x)](E[e(y | x)](v(x)*(u(x, y) - m(x)))), by=fubini)
    proof.eq(E[d(x)](0), by=linearity)
    proof.eq(0, by=linearity)
    proof.twin(E[d(x), e(y | x)](v(x)*u(x, y)) == 0, "forgetting to subtract the conditional mean")
    proof.twin(E[d(x), e(y | x)](v(x)*(u(x, y) - M())) == 0, "subtracting the mean of all")
    proof.twin(E[d(x), e(y | x)](u(x, y)*(u(x, y) - m(x))) == 0, "believing it for functions of y, too")


@theorem(title="The squared error at one x, split")
def split_at(proof):
    proof.claim(E[e(y | x)]((v(x) - u(x, y))**2) == (v(x) - m(x))**2 + var(x))
    proof.given(integrable[e(y | x)]((u(x, y) - m(x))**2))
    proof.starts(E[e(y | x)]((v(x) - u(x, y))**2))
    proof.eq(v(x)**2 - 2*v(x)*m(x) + E[e(y | x)](u(x, y)**2), by=linearity)
    proof.eq((v(x) - m(x))**2 + var(x), by=linearity)
    proof.twin(E[e(y | x)]((v(x) - u(x, y))**2) == (v(x) - m(x))**2, "moving the square through the mean")
    proof.twin(E[e(y | x)]((v(x) - u(x, y))**2) == v(x)**2 + E[e(y | x)](u(x, y)**2), "forgetting the mixed term")
    proof.twin(E[e(y | x)]((v(x) - u(x, y))**2) == (v(x) - m(x))**2 - var(x), "losing a sign")


@theorem(title="The mean squared error is the distance from the conditional mean plus the mean conditional variance")
def split(proof):
    proof.claim(E[d(x), e(y | x)]((v(x) - u(x, y))**2) == E[d(x)]((v(x) - m(x))**2) + E[d(x)](var(x)))
    proof.given(integrable[d(x)](v(x)**2), integrable[d(x)](m(x)**2), integrable[d(x)](m(x)*v(x)),
                always[d(x)](integrable[e(y | x)](u(x, y)**2)),
                always[d(x)](integrable[e(y | x)]((u(x, y) - m(x))**2)), integrable[d(x)](E[e(y | x)](u(x, y)**2)),
                integrable[d(x), e(y | x)]((v(x) - u(x, y))**2))
    proof.starts(E[d(x), e(y | x)]((v(x) - u(x, y))**2))
    proof.eq(E[d(x)](E[e(y | x)]((v(x) - u(x, y))**2)), by=fubini)
    proof.eq(E[d(x)]((v(x) - m(x))**2 + var(x)), by=split_at)
    proof.eq(E[d(x)]((v(x) - m(x))**2) + E[d(x)](var(x)), by=linearity)
    proof.twin(E[d(x), e(y | x)]((v(x) - u(x, y))**2) == E[d(x)]((v(x) - m(x))**2), "taking the noisy target for its mean")
    proof.twin(E[d(x), e(y | x)]((v(x) - u(x, y))**2) == E[d(x)]((v(x) - m(x))**2) - E[d(x)](var(x)), "losing a sign")
    proof.twin(E[d(x), e(y | x)]((v(x) - u(x, y))**2) == E[d(x)]((v(x) - m(x))**2) + E[d(x), e(y | x)]((u(x, y) - M())**2),
               "taking the variance of u for its mean conditional variance")


@theorem(title="The errors of two predictors differ as their distances from the conditional mean do")
def same_excess(proof):
    proof.claim(E[d(x), e(y | x)]((v(x) - u(x, y))**2) - E[d(x), e(y | x)]((h(x) - u(x, y))**2)
                == E[d(x)]((v(x) - m(x))**2) - E[d(x)]((h(x) - m(x))**2))
    proof.given(integrable[d(x)](v(x)**2), integrable[d(x)](h(x)**2), integrable[d(x)](m(x)**2),
                integrable[d(x)](m(x)*v(x)), integrable[d(x)](m(x)*h(x)),
                always[d(x)](integrable[e(y | x)](u(x, y)**2)),
                always[d(x)](integrable[e(y | x)]((u(x, y) - m(x))**2)), integrable[d(x)](E[e(y | x)](u(x, y)**2)),
                integrable[d(x), e(y | x)]((v(x) - u(x, y))**2), integrable[d(x), e(y | x)]((h(x) - u(x, y))**2))
    proof.starts(E[d(x), e(y | x)]((v(x) - u(x, y))**2) - E[d(x), e(y | x)]((h(x) - u(x, y))**2))
    proof.eq(E[d(x)]((v(x) - m(x))**2) + E[d(x)](var(x)) - E[d(x), e(y | x)]((h(x) - u(x, y))**2), by=split)
    proof.eq(E[d(x)]((v(x) - m(x))**2) + E[d(x)](var(x)) - E[d(x)](E[e(y | x)]((h(x) - u(x, y))**2)), by=fubini)
    proof.eq(E[d(x)]((v(x) - m(x))**2) - E[d(x)]((h(x) - m(x))**2), by=linearity)
    proof.twin(E[d(x), e(y | x)]((v(x) - u(x, y))**2) - E[d(x), e(y | x)]((h(x) - u(x, y))**2) == E[d(x)]((v(x) - h(x))**2),
               "taking the difference of two squares for the square of the difference")
    proof.twin(E[d(x), e(y | x)]((v(x) - u(x, y))**2) - E[d(x), e(y | x)]((h(x) - u(x, y))**2)
               == E[d(x)]((v(x) - M())**2) - E[d(x)]((h(x) - M())**2), "taking the mean of all for the conditional mean")
    proof.twin(E[d(x), e(y | x)]((v(x) - u(x, y))**2) - E[d(x), e(y | x)]((h(x) - u(x, y))**2)
               == E[d(x)](v(x)**2) - E[d(x)](h(x)**2), "forgetting the mixed terms")


@theorem(title="Fitting the target ranks predictors as fitting its conditional mean does")
def same_ranking(proof):
    """Denoising score matching: y is a clean point, x the noisy one, u the score of the noise, which is known, and m the
    score of the noisy data, which is not.  A model v is the better by the one error just where it is by the other."""
    proof.claim(iff(E[d(x), e(y | x)]((v(x) - u(x, y))**2) <= E[d(x), e(y | x)]((h(x) - u(x, y))**2),
                    E[d(x)]((v(x) - m(x))**2) <= E[d(x)]((h(x) - m(x))**2)))
    proof.given(integrable[d(x)](v(x)**2), integrable[d(x)](h(x)**2), integrable[d(x)](m(x)**2),
                integrable[d(x)](m(x)*v(x)), integrable[d(x)](m(x)*h(x)),
                always[d(x)](integrable[e(y | x)](u(x, y)**2)),
                always[d(x)](integrable[e(y | x)]((u(x, y) - m(x))**2)), integrable[d(x)](E[e(y | x)](u(x, y)**2)),
                integrable[d(x), e(y | x)]((v(x) - u(x, y))**2), integrable[d(x), e(y | x)]((h(x) - u(x, y))**2))
    proof.starts(E[d(x), e(y | x)]((v(x) - u(x, y))**2) <= E[d(x), e(y | x)]((h(x) - u(x, y))**2))
    proof.iff(E[d(x), e(y | x)]((v(x) - u(x, y))**2) - E[d(x), e(y | x)]((h(x) - u(x, y))**2) <= 0, by=rearrange)
    proof.iff(E[d(x)]((v(x) - m(x))**2) - E[d(x)]((h(x) - m(x))**2) <= 0, by=same_excess)
    proof.iff(E[d(x)]((v(x) - m(x))**2) <= E[d(x)]((h(x) - m(x))**2), by=rearrange)
    proof.twin(iff(E[d(x), e(y | x)]((v(x) - u(x, y))**2) <= E[d(x), e(y | x)]((h(x) - u(x, y))**2),
                   (v(x) - m(x))**2 <= (h(x) - m(x))**2), "believing it at every single x")
    proof.twin(iff(E[d(x), e(y | x)]((v(x) - u(x, y))**2) <= E[d(x), e(y | x)]((h(x) - u(x, y))**2),
                   E[d(x)]((v(x) - M())**2) <= E[d(x)]((h(x) - M())**2)), "taking the mean of all for the conditional mean")
    proof.twin(iff(E[d(x), e(y | x)]((v(x) - u(x, y))**2) <= E[d(x), e(y | x)]((h(x) - u(x, y))**2),
                   E[d(x)]((h(x) - m(x))**2) <= E[d(x)]((v(x) - m(x))**2)), "exchanging the predictors")


@theorem(title="The law of total variance")
def total_variance(proof):
    """The variance of u is the mean of the conditional variance plus the variance of the conditional mean."""
    proof.claim(E[d(x), e(y | x)]((u(x, y) - M())**2) == E[d(x)](var(x)) + E[d(x)]((m(x) - M())**2))
    proof.given(integrable[d(x)]((m(x) - M())**2), integrable[d(x)](var(x)),
                always[d(x)](integrable[e(y | x)](u(x, y)**2)),
                always[d(x)](integrable[e(y | x)]((u(x, y) - m(x))**2)), integrable[d(x)](E[e(y | x)](u(x, y)**2)),
                integrable[d(x), e(y | x)](u(x, y)), integrable[d(x), e(y | x)]((u(x, y) - M())**2))
    proof.starts(E[d(x), e(y | x)]((u(x, y) - M())**2))
    proof.eq(E[d(x)](E[e(y | x)]((u(x, y) - M())**2)), by=fubini)
    proof.eq(E[d(x)](E[e(y | x)]((u(x, y) - m(x))**2) + (m(x) - M())**2), by=linearity)
    proof.eq(E[d(x)](var(x)) + E[d(x)]((m(x) - M())**2), by=linearity)
    proof.twin(E[d(x), e(y | x)]((u(x, y) - M())**2) == E[d(x)](var(x)), "forgetting that the conditional mean varies")
    proof.twin(E[d(x), e(y | x)]((u(x, y) - M())**2) == E[d(x)]((m(x) - M())**2), "forgetting the conditional variance")
    proof.twin(E[d(x), e(y | x)]((u(x, y) - M())**2) == E[d(x)](var(x)) - E[d(x)]((m(x) - M())**2), "losing a sign")


# --- one law --------------------------------------------------------------------------------------------------------

f, c = Function("f", x), Function("c", y)


@theorem(title="The variance is the second moment less the squared mean")
def variance(proof):
    proof.claim(E[d(x)]((f(x) - E[d(x)](f(x)))**2) == E[d(x)](f(x)**2) - E[d(x)](f(x))**2)
    proof.given(integrable[d(x)]((f(x) - E[d(x)](f(x)))**2))
    proof.starts(E[d(x)]((f(x) - E[d(x)](f(x)))**2))
    proof.eq(E[d(x)](f(x)**2) - E[d(x)](f(x))**2, by=linearity)
    proof.twin(E[d(x)]((f(x) - E[d(x)](f(x)))**2) == E[d(x)](f(x)**2) + E[d(x)](f(x))**2, "losing a sign")
    proof.twin(E[d(x)]((f(x) - E[d(x)](f(x)))**2) == E[d(x)](f(x)**2), "forgetting to subtract the squared mean")
    proof.twin(E[d(x)](f(x) - E[d(x)](f(x)))**2 == E[d(x)](f(x)**2) - E[d(x)](f(x))**2, "squaring after the mean")


@theorem(title="The error of a constant is its distance from the mean plus the variance")
def constant(proof):
    """So the mean is the best constant.  In the language of statistics: squared bias plus variance."""
    proof.claim(E[d(x)]((f(x) - c(y))**2) == (E[d(x)](f(x)) - c(y))**2 + E[d(x)]((f(x) - E[d(x)](f(x)))**2))
    proof.given(integrable[d(x)]((f(x) - E[d(x)](f(x)))**2))
    proof.starts(E[d(x)]((f(x) - c(y))**2))
    proof.eq(E[d(x)](f(x)**2) - 2*c(y)*E[d(x)](f(x)) + c(y)**2, by=linearity)
    proof.eq((E[d(x)](f(x)) - c(y))**2 + E[d(x)]((f(x) - E[d(x)](f(x)))**2), by=linearity)
    proof.twin(E[d(x)]((f(x) - c(y))**2) == (E[d(x)](f(x)) - c(y))**2, "forgetting the variance")
    proof.twin(E[d(x)]((f(x) - c(y))**2) == (E[d(x)](f(x)) - c(y)) + E[d(x)]((f(x) - E[d(x)](f(x)))**2),
               "adding the bias without squaring it")
    proof.twin(E[d(x)]((f(x) - c(y))**2) == (E[d(x)](f(x)) - c(y))**2 + E[d(x)](f(x)**2),
               "taking the second moment for the variance")
