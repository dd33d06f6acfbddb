"""A law for each y is put in that is a law at one y only: r(z | y) where r(y) = 0."""

from derivations import E, Function, Law, algebra, always, implies, points, theorem

y, z = points("y z")
q, r = Law("q", y), Law("r", y, z)
s = Law("s", z | y)
f = Function("f", y)


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
    proof.given(r(y) > 0)
    proof.starts(E[q(y)](r(y)/r(y)))
    proof.eq(E[q(y)](1), by=mean_one.at({s(z | y): r(z | y)}))
