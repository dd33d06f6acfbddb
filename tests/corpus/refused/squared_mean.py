"""The mean of a square is not the square of the mean."""

from derivations import E, Function, Law, integrable, linearity, points, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem("corpus", title="No variance")
def none(proof):
    proof.claim(E[q(z)](f(z)**2) == E[q(z)](f(z))**2)
    proof.given(integrable[q(z)](f(z)**2))
    proof.starts(E[q(z)](f(z)**2))
    proof.eq(E[q(z)](f(z))**2, by=linearity)
