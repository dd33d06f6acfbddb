"""The report on 3.1.21: the total derivative of the ELBO's integrand, and its two parts.

φ is one parameter, and a sample z one real number: the report's gradients are those of each parameter, and of each
coordinate.  The data are one value x, which is left out where nothing depends on it.  At z = u the log densities are
functions of a real number: lp(u) is log p(z | x), lz(u) is log p(z), lq(u, φ) is log q_φ(z | x), c is log p(x), and lx(u),
by the product rule, log p(x | z).  Of q as the exact posterior the posterior is the member ψ of the family, lq(u, ψ), and
the derivatives are taken at φ = ψ.

In the first two rows of line 1338 the sample moves with φ, by z = t(ε, φ): that is the total derivative which the line
announces.  In the last term of its third row it is held, as the brace says: a score is the derivative of a log density at
a sample, and line 1343 says it again.  What a mean under the noise is of a function of the sample, is one under q.
"""

from derivations import (
    D, E, Function, Law, abbreviation, algebra, always, definition, differentiate, dominated, implies, integrable,
    integral, leibniz, linearity, log, logarithm, marginal, parameters, points, product_rule, stop, theorem)
from derivations.reported.claim import not_checkable, reported

eps, x, z = points("eps x z")
phi, psi, u = parameters("phi psi u")
p, q, r = Law("p", x, z), Law("q", z | x), Law("r", eps)
m = Law("m", eps, z)  # noise and sample together
g = Function("g", z)  # the sample, as a real number
t = Function("t", eps, phi)
lz, lp, lq = Function("lz", u), Function("lp", u), Function("lq", u, phi)
c = Function("c")


@abbreviation
def lx(u):
    """The log likelihood."""
    return lp(u) + c() - lz(u)


@abbreviation
def integrand(eps, phi):
    """The integrand of the ELBO at the sample that the noise makes."""
    return lx(t(eps, phi)) + lz(t(eps, phi)) - lq(t(eps, phi), phi)


@abbreviation
def all_of_it(eps):
    """The total derivative."""
    return D[phi](lx(t(eps, phi)) + lz(t(eps, phi)) - lq(t(eps, phi), phi))


@abbreviation
def by_posterior(eps):
    """The total derivative, with posterior and evidence for likelihood and prior."""
    return D[phi](lp(t(eps, phi)) + c() - lq(t(eps, phi), phi))


@abbreviation
def path(eps):
    """The path derivative."""
    return D[u:t(eps, phi)](lp(u) - lq(u, phi))*D[phi](t(eps, phi))


@abbreviation
def score(eps):
    """The score at the sample, which is held."""
    return D[psi:phi](lq(t(eps, phi), psi))


@abbreviation
def at(z):
    """The score at a sample from q."""
    return D[phi](log(q[phi](z | x)))


@abbreviation
def relative(z):
    """The derivative of the density at a sample, over the density."""
    return D[phi](q[phi](z | x))/q[phi](z | x)


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("3.1.21", title="The total derivative is the path derivative minus the score")
def two_parts(proof):
    proof.claim(all_of_it(eps) == path(eps) - score(eps))
    proof.starts(all_of_it(eps))
    proof.eq(by_posterior(eps), by=algebra)
    proof.eq(path(eps) - score(eps), by=differentiate)
    proof.twin(all_of_it(eps) == path(eps), "forgetting that log q depends on the parameter itself")
    proof.twin(all_of_it(eps) == path(eps) + score(eps), "losing the sign")
    proof.twin(all_of_it(eps) == path(eps) - D[phi](lq(t(eps, phi), phi)), "letting the sample move in the score, too")


@theorem("3.1.21", title="At the exact posterior the total derivative is minus the score")
def minus_the_score(proof):
    proof.claim(D[phi:psi](lq(t(eps, phi), psi) + c() - lq(t(eps, phi), phi)) == -D[phi:psi](lq(t(eps, psi), phi)))
    proof.starts(D[phi:psi](lq(t(eps, phi), psi) + c() - lq(t(eps, phi), phi)))
    proof.eq(-D[phi:psi](lq(t(eps, psi), phi)), by=differentiate)
    proof.twin(D[phi:psi](lq(t(eps, phi), psi) + c() - lq(t(eps, phi), phi)) == 0, "believing that nothing is left")


@theorem("3.1.21", title="The score has mean zero under q")
def mean_of_the_score(proof):
    proof.claim(E[q[phi](z | x)](at(z)) == 0)
    proof.given(dominated[z](phi, q[phi](z | x)))
    proof.starts(E[q[phi](z | x)](at(z)))
    proof.eq(integral[z](q[phi](z | x)*at(z)), by=definition)
    proof.eq(integral[z](D[phi](q[phi](z | x))), by=differentiate)
    proof.eq(D[phi](integral[z](q[phi](z | x))), by=leibniz)
    proof.eq(D[phi](1), by=marginal)
    proof.eq(0, by=differentiate)


@theorem("3.1.21", title="The variance of minus the score is its mean square")
def variance(proof):
    proof.claim(E[q[phi](z | x)]((-at(z))**2) - E[q[phi](z | x)](-at(z))**2 == E[q[phi](z | x)](at(z)**2))
    proof.given(dominated[z](phi, q[phi](z | x)), integrable[q[phi](z | x)](at(z)**2))
    proof.starts(E[q[phi](z | x)]((-at(z))**2) - E[q[phi](z | x)](-at(z))**2)
    proof.eq(E[q[phi](z | x)](at(z)**2) - (-E[q[phi](z | x)](at(z)))**2, by=linearity)
    proof.eq(E[q[phi](z | x)](at(z)**2), by=mean_of_the_score)


@theorem("3.1.21", title="The mean square of the score is that of the relative change of the density")
def mean_change(proof):
    proof.claim(E[q[phi](z | x)](at(z)**2) == E[q[phi](z | x)](relative(z)**2))
    proof.given(integrable[q[phi](z | x)](at(z)**2))
    proof.starts(E[q[phi](z | x)](at(z)**2))
    proof.eq(E[q[phi](z | x)](relative(z)**2), by=differentiate)


# --- printed statements -------------------------------------------------------------------------------------------


@reported("3.1.21-a", lines=(1326, 1326), kind="prose", goal=True,
          says="The gradient of the ELBO under the reparameterisation decomposes into terms, one of which is the score.")
def aim(proof):
    proof.claim(D[phi](E[r(eps)](integrand(eps, phi))) == E[r(eps)](path(eps) - score(eps)))
    proof.given(dominated[eps](phi, r(eps)*integrand(eps, phi)))
    proof.starts(D[phi](E[r(eps)](integrand(eps, phi))))
    proof.eq(E[r(eps)](all_of_it(eps)), by=leibniz)
    proof.eq(E[r(eps)](path(eps) - score(eps)), by=two_parts)


not_checkable("3.1.21-b", lines=(1326, 1326), kind="prose",
              says="The decomposition reveals the connection between the reparameterised gradient and the gradient by the score.",
              why="Which connection is meant is not said.  It is right if it is that the score, which the one gradient "
                  "multiplies by the integrand, is a term of the other; it would be wrong of the two gradients themselves "
                  "where they are said to be estimated alike.")


@reported("3.1.21-c", lines=(1326, 1326), kind="prose",
          says="The joint density can be evaluated as the likelihood times the prior.")
def evaluated(proof):
    proof.claim(p(x, z) == p(x | z)*p(z))
    proof.given(p(z) > 0)
    proof.starts(p(x, z))
    proof.eq(p(x | z)*p(z), by=product_rule)


@reported("3.1.21-d", lines=(1326, 1326), kind="prose",
          says="The ELBO can be written as the mean of log likelihood plus log prior minus log q.")
def written(proof):
    proof.claim(E[q[phi](z | x)](log(p(x, z)/q[phi](z | x)))
                == E[q[phi](z | x)](log(p(x | z)) + log(p(z)) - log(q[phi](z | x))))
    proof.given(integrable[q[phi](z | x)](log(p(x, z)/q[phi](z | x))), always[q[phi](z | x)](p(z) > 0))
    proof.starts(E[q[phi](z | x)](log(p(x, z)/q[phi](z | x))))
    proof.eq(E[q[phi](z | x)](log(p(x | z)*p(z)/q[phi](z | x))), by=product_rule)
    proof.eq(E[q[phi](z | x)](log(p(x | z)) + log(p(z)) - log(q[phi](z | x))), by=logarithm)


@reported("3.1.21-e", lines=(1328, 1328), kind="line",
          says="The ELBO is the mean under q of log likelihood plus log prior minus log q.")
def elbo(proof):
    proof.claim(E[q[phi](z | x)](log(p(x, z)/q[phi](z | x)))
                == E[q[phi](z | x)](log(p(x | z)) + log(p(z)) - log(q[phi](z | x))))
    proof.given(integrable[q[phi](z | x)](log(p(x, z)/q[phi](z | x))), always[q[phi](z | x)](p(z) > 0))
    proof.starts(E[q[phi](z | x)](log(p(x, z)/q[phi](z | x))))
    proof.eq(E[q[phi](z | x)](log(p(x | z)*p(z)/q[phi](z | x))), by=product_rule)
    proof.eq(E[q[phi](z | x)](log(p(x | z)) + log(p(z)) - log(q[phi](z | x))), by=logarithm)


@reported("3.1.21-f", lines=(1330, 1330), kind="prose", can=True,
          says="A sample of a parametric law, which varies, can be expressed as a function of noise and parameter: given the "
               "noise, whose law is fixed, the sample does not vary.")
def expressed(proof):
    proof.claim(E[m[phi](eps, z)](g(z)**2) == E[m[phi](eps)](E[m[phi](z | eps)](g(z))**2))
    proof.given(always[eps](D[phi](m[phi](eps)) == 0), E[m[phi](z)](g(z)**2) > E[m[phi](z)](g(z))**2)


@reported("3.1.21-g", lines=(1332, 1332), kind="line", can=True, says="The sample is t(ε, φ), as it can be expressed.")
def is_t(proof):
    proof.claim(always[m[phi](eps, z)](g(z) == t(eps, phi)))
    proof.given(always[eps](D[phi](m[phi](eps)) == 0), E[m[phi](z)](g(z)**2) > E[m[phi](z)](g(z))**2)


not_checkable("3.1.21-h", lines=(1334, 1334), kind="prose",
              says="The idea of the paper is to apply the reparameterisation to continuous latent variables, for gradient "
                   "estimates of lower variance.",
              why="The paper is not in the text, nor what the variance is compared with.  It is right of reparameterisation if "
                  "the gradient by the score is meant and varies more; the lines that follow say that the paper removes the "
                  "score from the gradient that reparameterisation gives.")

not_checkable("3.1.21-i", lines=(1334, 1334), kind="prose", says="Reparameterisation makes gradients more informative.",
              why="No measure of `informative` is given, and no other gradient is named.  It is right if the derivative of the "
                  "log densities in the sample is what is meant, which the gradient by the score does without.")


@reported("3.1.21-j", lines=(1334, 1334), kind="prose",
          says="Reparameterisation exposes how the sample depends on the parameter: its derivative is a factor of the gradient.")
def exposed(proof):
    proof.claim(D[phi](lx(t(eps, phi)) + lz(t(eps, phi))) == D[u:t(eps, phi)](lx(u) + lz(u))*D[phi](t(eps, phi)))
    proof.starts(D[phi](lx(t(eps, phi)) + lz(t(eps, phi))))
    proof.eq(D[u:t(eps, phi)](lx(u) + lz(u))*D[phi](t(eps, phi)), by=differentiate)


@reported("3.1.21-k", lines=(1336, 1336), kind="prose",
          says="The total derivative of the integrand can be decomposed as the display shows.")
def can_decompose(proof):
    proof.claim(all_of_it(eps) == path(eps) - score(eps))
    proof.starts(all_of_it(eps))
    proof.eq(path(eps) - score(eps), by=two_parts)


@reported("3.1.21-l", lines=(1338, 1338), part=1, kind="line",
          says="The total derivative is that of log likelihood plus log prior minus log q, the sample moving with φ.")
def row_1(proof):
    proof.claim(all_of_it(eps) == D[phi](integrand(eps, phi)))
    proof.starts(all_of_it(eps))
    proof.eq(D[phi](integrand(eps, phi)), by=definition)


@reported("3.1.21-m", lines=(1338, 1338), part=2, kind="step",
          says="Log posterior plus log evidence may stand for log likelihood plus log prior.")
def step_2(proof):
    proof.claim(D[phi](integrand(eps, phi)) == by_posterior(eps))
    proof.starts(D[phi](integrand(eps, phi)))
    proof.eq(by_posterior(eps), by=algebra)


@reported("3.1.21-n", lines=(1338, 1338), part=2, kind="line",
          says="The total derivative is that of log posterior plus log evidence minus log q.")
def row_2(proof):
    proof.claim(all_of_it(eps) == by_posterior(eps))
    proof.starts(all_of_it(eps))
    proof.eq(by_posterior(eps), by=algebra)


@reported("3.1.21-o", lines=(1338, 1338), part=3, kind="step",
          says="The log evidence, which does not depend on φ, drops out, and the rest is a derivative in the sample times that "
               "of the sample, minus the score.")
def step_3(proof):
    proof.claim(by_posterior(eps) == path(eps) - score(eps))
    proof.starts(by_posterior(eps))
    proof.eq(path(eps) - score(eps), by=differentiate)


@reported("3.1.21-p", lines=(1338, 1338), part=3, kind="line", goal=True,
          says="The total derivative is the path derivative minus the score.")
def row_3(proof):
    proof.claim(all_of_it(eps) == path(eps) - score(eps))
    proof.starts(all_of_it(eps))
    proof.eq(by_posterior(eps), by=row_2.statement)
    proof.eq(path(eps) - score(eps), by=step_3.statement)


@reported("3.1.21-q", lines=(1340, 1340), kind="prose", says="The estimator decomposes into two parts, the second with a minus.")
def decomposes(proof):
    proof.claim(all_of_it(eps) == path(eps) - score(eps))
    proof.starts(all_of_it(eps))
    proof.eq(path(eps) - score(eps), by=two_parts)


@reported("3.1.21-r", lines=(1342, 1342), kind="prose",
          says="The path derivative is what changes with φ through the sample alone: the φ of log q is held.")
def through_the_sample(proof):
    proof.claim(path(eps) == D[phi](lp(t(eps, phi)) - lq(t(eps, phi), stop(phi))))
    proof.starts(path(eps))
    proof.eq(D[phi](lp(t(eps, phi)) - lq(t(eps, phi), stop(phi))), by=differentiate)


@reported("3.1.21-s", lines=(1343, 1343), kind="prose",
          says="The score is what changes with φ in log q directly: its total derivative without what comes through the "
               "sample.")
def directly(proof):
    proof.claim(score(eps) == D[phi](lq(t(eps, phi), phi)) - D[u:t(eps, phi)](lq(u, phi))*D[phi](t(eps, phi)))
    proof.starts(score(eps))
    proof.eq(D[phi](lq(t(eps, phi), phi)) - D[u:t(eps, phi)](lq(u, phi))*D[phi](t(eps, phi)), by=differentiate)


@reported("3.1.21-t", lines=(1345, 1345), kind="prose", says="The reparameterised gradient contains the score, with a minus.")
def contains(proof):
    proof.claim(all_of_it(eps) - path(eps) == -score(eps))
    proof.starts(all_of_it(eps) - path(eps))
    proof.eq(path(eps) - score(eps) - path(eps), by=two_parts)
    proof.eq(-score(eps), by=algebra)


@reported("3.1.21-u", lines=(1345, 1345), kind="prose",
          says="The score can be removed: with the φ of log q held, the gradient is the path derivative.")
def removed(proof):
    proof.claim(D[phi](lx(t(eps, phi)) + lz(t(eps, phi)) - lq(t(eps, phi), stop(phi))) == path(eps))
    proof.starts(D[phi](lx(t(eps, phi)) + lz(t(eps, phi)) - lq(t(eps, phi), stop(phi))))
    proof.eq(path(eps), by=differentiate)


not_checkable("3.1.21-v", lines=(1345, 1345), kind="prose",
              says="Removing the score lowers the variance in many circumstances.",
              why="How many, and which, is not said.  It is right wherever the score's variance is more than twice its "
                  "covariance with the path derivative: at the exact posterior, where the path derivative is zero, if the score "
                  "varies.")


@reported("3.1.21-w", lines=(1345, 1345), kind="prose",
          says="If q is the posterior, the path derivative, the total one plus the score, is zero at every sample.")
def path_zero(proof):
    proof.claim(D[phi:psi](lq(t(eps, phi), psi) + c() - lq(t(eps, phi), phi)) + D[phi:psi](lq(t(eps, psi), phi)) == 0)
    proof.starts(D[phi:psi](lq(t(eps, phi), psi) + c() - lq(t(eps, phi), phi)) + D[phi:psi](lq(t(eps, psi), phi)))
    proof.eq(0, by=differentiate)


@reported("3.1.21-x", lines=(1345, 1345), kind="prose",
          says="If q is the posterior, the score is not zero for all samples.",
          printed="(in words) ∇_φ log q_φ(z|x) is not 0 for all z",
          right="∇_φ log q_φ(z|x) ≠ 0 where ∇_φ q_φ(z|x) ≠ 0",
          correction=("Not where the family stands still at this φ: the score is the relative change of the density, and its "
                      "mean square is the mean square of that change", mean_change))
def score_not_zero(proof):
    proof.claim(E[q[phi](z | x)](at(z)**2) > 0)
    proof.given(always[z](q[phi](z | x) > 0))
    proof.reading(at(z) != 0, "it is zero at no sample")
    proof.only_where(E[q[phi](z | x)](relative(z)**2) > 0)


@reported("3.1.21-y", lines=(1345, 1345), kind="step",
          says="A score that is not zero for all samples means that the total derivative, minus the score, varies.")
def meaning(proof):
    proof.claim(implies(E[q[phi](z | x)](at(z)**2) > 0,
                        E[q[phi](z | x)]((-at(z))**2) - E[q[phi](z | x)](-at(z))**2 > 0))
    proof.given(dominated[z](phi, q[phi](z | x)), integrable[q[phi](z | x)](at(z)**2))
    proof.starts(E[q[phi](z | x)](at(z)**2) > 0)
    proof.implies(E[q[phi](z | x)]((-at(z))**2) - E[q[phi](z | x)](-at(z))**2 > 0, by=variance)


@reported("3.1.21-z", lines=(1345, 1345), kind="prose",
          says="The total derivative has a variance that is not zero even where q is the exact posterior everywhere, and it is "
               "minus the score.",
          printed="(in words) the variance of ∇̂_TD is not 0 where q_φ(z|x) = p(z|x)",
          right="Var ∇̂_TD = E[(∇_φ log q_φ(z|x))²] where q_φ(z|x) = p(z|x)",
          correction=("Its variance is then the mean square of the score, which is zero where the density does not move at any "
                      "sample", variance))
def varies(proof):
    proof.claim(E[q[phi](z | x)]((-at(z))**2) - E[q[phi](z | x)](-at(z))**2 > 0)
    proof.given(dominated[z](phi, q[phi](z | x)), always[z](q[phi](z | x) > 0))


@reported("3.1.21-aa", lines=(1345, 1345), kind="step",
          says="If q is the posterior, all that is left of the total derivative is minus the score.")
def what_is_left(proof):
    proof.claim(D[phi:psi](lq(t(eps, phi), psi) + c() - lq(t(eps, phi), phi)) == -D[phi:psi](lq(t(eps, psi), phi)))
    proof.starts(D[phi:psi](lq(t(eps, phi), psi) + c() - lq(t(eps, phi), phi)))
    proof.eq(-D[phi:psi](lq(t(eps, psi), phi)), by=minus_the_score)


not_checkable("3.1.21-ab", lines=(1326, 1326), kind="prose",
              says="This form of the ELBO is preferred where q is believed to be near the posterior.",
              why="To which other form, and by which measure, is not said.  It is right if one draw is to tell the ELBO: where q is the "
                  "posterior, the bracket is log p(x) at every sample, while log p(x, z) without log q still varies.")
