"""A normalised law is put in that is defined at one y only; no model knows of integrals that diverge."""

from derivations import E, Function, Law, algebra, always, integrable, integral, points, proportional, theorem

y, z = points("y z")
q, r = Law("q", y), Law("r", y, z)
s = Law("s", z | y)
d = Function("d", y, z, nonnegative=True)


@theorem("corpus", title="Positive joint density, positive marginal")
def one(proof):
    proof.claim(r(y)/r(y) == 1)
    proof.given(always[s(z | y)](r(y, z) > 0))
    proof.starts(r(y)/r(y))
    proof.eq(1, by=algebra)


@theorem("corpus", title="The same, in the mean")
def mean_one(proof):
    proof.claim(E[q(y)](r(y)/r(y)) == E[q(y)](1))
    proof.given(always[q(y), s(z | y)](r(y, z) > 0))
    proof.starts(E[q(y)](r(y)/r(y)))
    proof.eq(E[q(y)](1), by=one)


@theorem("corpus", title="A density is positive at one point, so almost surely")
def everywhere(proof):
    proof.claim(E[q(y)](r(y)/r(y)) == E[q(y)](1))
    proof.given(integrable[z](r(y, z)*d(y, z)), integral[z](r(y, z)*d(y, z)) > 0)
    proof.starts(E[q(y)](r(y)/r(y)))
    proof.eq(E[q(y)](1), by=mean_one.at({s(z | y): proportional[z](r(y, z)*d(y, z))(z)}))
