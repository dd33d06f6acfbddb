"""The report on 2.2.19: what it says of the natural gradient and of the Fisher information, before any run.

a is the report's α and s its β, a scale.  A matrix is said by its quadratic form, for all numbers u and v.
"""

from derivations import D, abbreviation, algebra, differentiate, digamma, lgamma, log, parameters, theorem, trigamma
from derivations.chapters.gamma import a, s
from derivations.chapters.gamma_charts import scale_positive, u, v
from derivations.chapters.natural_gradient import h1, h2, length, length_not_negative, slope_along, v1, v2
from derivations.reported.claim import reported

c, t = parameters("c t")


@abbreviation
def divergence(c, t):
    """The divergence of the law of shape a and scale s from that of shape c and scale t, as `gamma_means.kl` has it."""
    return lgamma(c) - lgamma(a) + (a - c)*digamma(a) + c*(log(t) - log(s)) + a*(s/t - 1)


@theorem("2.2.19", title="Minus the natural gradient lets a linear loss fall most, where long steps cost")
def fastest_fall(proof):
    """The natural gradient is h, and half the squared length by the Fisher information is the cost: of all steps of the length of
    h, minus h lets the loss fall most."""
    proof.claim(slope_along(h1, h2, -h1, -h2) + length(h1, h2)/2 <= slope_along(h1, h2, v1, v2) + length(v1, v2)/2)
    proof.starts(slope_along(h1, h2, -h1, -h2) + length(h1, h2)/2)
    proof.le(slope_along(h1, h2, -h1, -h2) + length(h1, h2)/2 + length(h1 + v1, h2 + v2)/2,
             by=length_not_negative.at({v1: h1 + v1, v2: h2 + v2}))
    proof.eq(slope_along(h1, h2, v1, v2) + length(v1, v2)/2, by=algebra)
    proof.twin(slope_along(h1, h2, -h1, -h2) + length(h1, h2)/2 >= slope_along(h1, h2, v1, v2) + length(v1, v2)/2,
               "turning the inequality round")
    proof.twin(slope_along(h1, h2, -h1, -h2) + (h1**2 + h2**2)/2 <= slope_along(h1, h2, v1, v2) + (v1**2 + v2**2)/2,
               "measuring steps by their entries alone")


@reported("2.2.19-j", lines=(1236, 1236), kind="prose",
          says="The natural gradient is the direction in which the loss falls fastest, where steps are measured by the Fisher "
               "information: for no step v is the sum of the change of a linear loss and of half the squared length less than for the "
               "natural gradient h, so that no step of its length lets the loss fall more.",
          printed="(in words) the natural gradient is the fastest decreasing direction",
          right="(in words) minus the natural gradient is", evident=True,
          correction=("Along the natural gradient the loss rises fastest; it falls fastest along minus the natural gradient, "
                      "along which the listing steps in lines 1152 and 1153", fastest_fall))
def fastest(proof):
    proof.claim(slope_along(h1, h2, h1, h2) + length(h1, h2)/2 <= slope_along(h1, h2, v1, v2) + length(v1, v2)/2)
    proof.mend(slope_along(h1, h2, h1, h2), slope_along(h1, h2, -h1, -h2))


@reported("2.2.19-k", lines=(1238, 1238), kind="prose",
          says="The Fisher information is positive definite: in shape and scale it is at least a sum of two squares, which are both "
               "zero for the step zero alone.")
def positive_definite(proof):
    proof.claim(trigamma(a)*u**2 + 2*u*v/s + a*v**2/s**2 >= u**2/(2*a**2) + a*(u/a + v/s)**2)
    proof.given(a > 0, s != 0)
    proof.starts(trigamma(a)*u**2 + 2*u*v/s + a*v**2/s**2)
    proof.ge(u**2/(2*a**2) + a*(u/a + v/s)**2, by=scale_positive)


@reported("2.2.19-l", lines=(1238, 1238), kind="prose",
          says="The Fisher information is the local curvature of the space of laws: the Hessian of the divergence from a law near by, "
               "where both are one.")
def curvature(proof):
    proof.claim(D[c:a](D[c](divergence(c, s)))*u**2 + 2*D[c:a](D[t:s](divergence(c, t)))*u*v + D[t:s](D[t](divergence(a, t)))*v**2
                == trigamma(a)*u**2 + 2*u*v/s + a*v**2/s**2)
    proof.given(a > 0, s > 0)
    proof.starts(D[c:a](D[c](divergence(c, s)))*u**2 + 2*D[c:a](D[t:s](divergence(c, t)))*u*v + D[t:s](D[t](divergence(a, t)))*v**2)
    proof.eq(trigamma(a)*u**2 + 2*u*v/s + (-a/s**2 + 2*a*s/s**3)*v**2, by=differentiate)
    proof.eq(trigamma(a)*u**2 + 2*u*v/s + a*v**2/s**2, by=algebra)
