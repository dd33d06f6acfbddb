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
    sum_of_squares,
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


@abbreviation
def error(v):
    """The mean squared error of a prediction."""
    return E[d(x), e(y | x)]((v - u(x, y))**2)


@abbreviation
def distance(v):
    """The mean squared distance of a prediction from the conditional mean."""
    return E[d(x)]((v - m(x))**2)


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
    proof.given(integrable[e(y | x)](u(x, y)**2))
    proof.starts(E[e(y | x)]((v(x) - u(x, y))**2))
    proof.eq(v(x)**2 - 2*v(x)*m(x) + E[e(y | x)](u(x, y)**2), by=linearity)
    proof.eq((v(x) - m(x))**2 + var(x), by=linearity)
    proof.twin(E[e(y | x)]((v(x) - u(x, y))**2) == (v(x) - m(x))**2, "moving the square through the mean")
    proof.twin(E[e(y | x)]((v(x) - u(x, y))**2) == v(x)**2 + E[e(y | x)](u(x, y)**2), "forgetting the mixed term")
    proof.twin(E[e(y | x)]((v(x) - u(x, y))**2) == (v(x) - m(x))**2 - var(x), "losing a sign")


@theorem(title="The mean squared error is the distance from the conditional mean plus the mean conditional variance")
def split(proof):
    proof.claim(error(v(x)) == distance(v(x)) + E[d(x)](var(x)))
    proof.given(integrable[d(x)](v(x)**2), integrable[d(x), e(y | x)](u(x, y)**2))
    proof.starts(error(v(x)))
    proof.eq(E[d(x), e(y | x)](v(x)**2 - 2*v(x)*u(x, y)) + E[d(x), e(y | x)](u(x, y)**2), by=linearity)
    proof.eq(E[d(x)](E[e(y | x)](v(x)**2 - 2*v(x)*u(x, y))) + E[d(x)](E[e(y | x)](u(x, y)**2)), by=fubini)
    proof.eq(distance(v(x)) + E[d(x)](var(x)), by=linearity)
    proof.twin(error(v(x)) == distance(v(x)), "taking the noisy target for its mean")
    proof.twin(error(v(x)) == distance(v(x)) - E[d(x)](var(x)), "losing a sign")
    proof.twin(error(v(x)) == distance(v(x)) + error(M()), "taking the variance of u for its mean conditional variance")


@theorem(title="No function of x predicts better than the conditional mean")
def best_predictor(proof):
    """The error of the conditional mean is the mean conditional variance, which is in the error of every predictor."""
    proof.claim(error(m(x)) <= error(v(x)))
    proof.given(integrable[d(x)](v(x)**2), integrable[d(x), e(y | x)](u(x, y)**2))
    proof.starts(error(m(x)))
    proof.eq(E[d(x)](var(x)), by=fubini)
    proof.le(distance(v(x)) + E[d(x)](var(x)), by=sum_of_squares)
    proof.eq(error(v(x)), by=split)
    proof.twin(error(M()) <= error(v(x)), "taking the mean of all for the conditional mean")
    proof.twin(error(m(x)) <= distance(v(x)), "forgetting the conditional variance")
    proof.twin(error(m(x)) == error(v(x)), "believing it of every predictor")


@theorem(title="The errors of two predictors differ as their distances from the conditional mean do")
def same_excess(proof):
    proof.claim(error(v(x)) - error(h(x)) == distance(v(x)) - distance(h(x)))
    proof.given(integrable[d(x)](v(x)**2), integrable[d(x)](h(x)**2), integrable[d(x), e(y | x)](u(x, y)**2))
    proof.starts(error(v(x)) - error(h(x)))
    proof.eq(distance(v(x)) + E[d(x)](var(x)) - error(h(x)), by=split)
    proof.eq(distance(v(x)) - distance(h(x)), by=split.at({v(x): h(x)}))
    proof.twin(error(v(x)) - error(h(x)) == E[d(x)]((v(x) - h(x))**2),
               "taking the difference of two squares for the square of the difference")
    proof.twin(error(v(x)) - error(h(x)) == E[d(x)]((v(x) - M())**2) - E[d(x)]((h(x) - M())**2),
               "taking the mean of all for the conditional mean")
    proof.twin(error(v(x)) - error(h(x)) == E[d(x)](v(x)**2) - E[d(x)](h(x)**2), "forgetting the mixed terms")


@theorem(title="Fitting the target ranks predictors as fitting its conditional mean does")
def same_ranking(proof):
    """Denoising score matching: y is a clean point, x the noisy one, u the score of the noise, which is known, and m the
    score of the noisy data, which is not.  A model v is the better by the one error just where it is by the other."""
    proof.claim(iff(error(v(x)) <= error(h(x)), distance(v(x)) <= distance(h(x))))
    proof.given(integrable[d(x)](v(x)**2), integrable[d(x)](h(x)**2), integrable[d(x), e(y | x)](u(x, y)**2))
    proof.starts(error(v(x)) <= error(h(x)))
    proof.iff(error(v(x)) - error(h(x)) <= 0, by=rearrange)
    proof.iff(distance(v(x)) - distance(h(x)) <= 0, by=same_excess)
    proof.iff(distance(v(x)) <= distance(h(x)), by=rearrange)
    proof.twin(iff(error(v(x)) <= error(h(x)), (v(x) - m(x))**2 <= (h(x) - m(x))**2), "believing it at every single x")
    proof.twin(iff(error(v(x)) <= error(h(x)), E[d(x)]((v(x) - M())**2) <= E[d(x)]((h(x) - M())**2)),
               "taking the mean of all for the conditional mean")
    proof.twin(iff(error(v(x)) <= error(h(x)), distance(h(x)) <= distance(v(x))), "exchanging the predictors")


@theorem(title="The law of total variance")
def total_variance(proof):
    """The variance of u is the mean of the conditional variance plus the variance of the conditional mean."""
    proof.claim(E[d(x), e(y | x)]((u(x, y) - M())**2) == E[d(x)](var(x)) + E[d(x)]((m(x) - M())**2))
    proof.given(integrable[d(x), e(y | x)](u(x, y)**2))
    proof.starts(E[d(x), e(y | x)]((u(x, y) - M())**2))
    proof.eq(E[d(x)](var(x)) + E[d(x)]((m(x) - M())**2), by=split.at({v(x): M()}))
    proof.twin(E[d(x), e(y | x)]((u(x, y) - M())**2) == E[d(x)](var(x)), "forgetting that the conditional mean varies")
    proof.twin(E[d(x), e(y | x)]((u(x, y) - M())**2) == E[d(x)]((m(x) - M())**2), "forgetting the conditional variance")
    proof.twin(E[d(x), e(y | x)]((u(x, y) - M())**2) == E[d(x)](var(x)) - E[d(x)]((m(x) - M())**2), "losing a sign")


@theorem(title="The conditional mean varies no more than the target")
def rao_blackwell(proof):
    """An estimator may be replaced by its mean where x is known: the mean stays, and the variance does not grow.  This is
    the inequality of Rao and Blackwell."""
    proof.claim(E[d(x)]((m(x) - M())**2) <= E[d(x), e(y | x)]((u(x, y) - M())**2))
    proof.given(integrable[d(x), e(y | x)](u(x, y)**2))
    proof.starts(E[d(x)]((m(x) - M())**2))
    proof.le(E[d(x)](var(x)) + E[d(x)]((m(x) - M())**2), by=sum_of_squares)
    proof.eq(E[d(x), e(y | x)]((u(x, y) - M())**2), by=total_variance)
    proof.twin(E[d(x)]((m(x) - M())**2) >= E[d(x), e(y | x)]((u(x, y) - M())**2), "believing that averaging adds noise")
    proof.twin((m(x) - M())**2 <= E[d(x), e(y | x)]((u(x, y) - M())**2), "believing it at every single x")
    proof.twin(E[d(x)]((m(x) - M())**2) <= E[d(x)](var(x)), "taking the conditional variance for the variance")


# --- one law --------------------------------------------------------------------------------------------------------

f, c = Function("f", x), Function("c", y)


@abbreviation
def mean_f():
    """The mean of f."""
    return E[d(x)](f(x))


@theorem(title="The variance is the second moment less the squared mean")
def variance(proof):
    proof.claim(E[d(x)]((f(x) - mean_f())**2) == E[d(x)](f(x)**2) - mean_f()**2)
    proof.given(integrable[d(x)](f(x)**2))
    proof.starts(E[d(x)]((f(x) - mean_f())**2))
    proof.eq(E[d(x)](f(x)**2) - mean_f()**2, by=linearity)
    proof.twin(E[d(x)]((f(x) - mean_f())**2) == E[d(x)](f(x)**2) + mean_f()**2, "losing a sign")
    proof.twin(E[d(x)]((f(x) - mean_f())**2) == E[d(x)](f(x)**2), "forgetting to subtract the squared mean")
    proof.twin(E[d(x)](f(x) - mean_f())**2 == E[d(x)](f(x)**2) - mean_f()**2, "squaring after the mean")


@theorem(title="The error of a constant is its distance from the mean plus the variance")
def constant(proof):
    """In the language of statistics: squared bias plus variance."""
    proof.claim(E[d(x)]((f(x) - c(y))**2) == (mean_f() - c(y))**2 + E[d(x)]((f(x) - mean_f())**2))
    proof.given(integrable[d(x)](f(x)**2))
    proof.starts(E[d(x)]((f(x) - c(y))**2))
    proof.eq(E[d(x)](f(x)**2) - 2*c(y)*mean_f() + c(y)**2, by=linearity)
    proof.eq((mean_f() - c(y))**2 + E[d(x)]((f(x) - mean_f())**2), by=linearity)
    proof.twin(E[d(x)]((f(x) - c(y))**2) == (mean_f() - c(y))**2, "forgetting the variance")
    proof.twin(E[d(x)]((f(x) - c(y))**2) == (mean_f() - c(y)) + E[d(x)]((f(x) - mean_f())**2),
               "adding the bias without squaring it")
    proof.twin(E[d(x)]((f(x) - c(y))**2) == (mean_f() - c(y))**2 + E[d(x)](f(x)**2),
               "taking the second moment for the variance")


@theorem(title="No constant has a smaller error than the mean")
def best_constant(proof):
    proof.claim(E[d(x)]((f(x) - mean_f())**2) <= E[d(x)]((f(x) - c(y))**2))
    proof.given(integrable[d(x)](f(x)**2))
    proof.starts(E[d(x)]((f(x) - mean_f())**2))
    proof.le((mean_f() - c(y))**2 + E[d(x)]((f(x) - mean_f())**2), by=sum_of_squares)
    proof.eq(E[d(x)]((f(x) - c(y))**2), by=constant)
    proof.twin(E[d(x)]((f(x) - mean_f())**2) <= (mean_f() - c(y))**2, "forgetting the variance of f itself")
    proof.twin(E[d(x)](f(x)**2) <= E[d(x)]((f(x) - c(y))**2), "taking zero for the mean")
    proof.twin(E[d(x)]((f(x) - mean_f())**2) == E[d(x)]((f(x) - c(y))**2), "believing that a shift does not matter")
