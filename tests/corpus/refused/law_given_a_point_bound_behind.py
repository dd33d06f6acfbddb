"""A law is given a point that the same bracket binds behind it; on paper the order says nothing."""

from derivations import E, Function, Law, fubini, integrable, linearity, points, theorem

x, z = points("x z")
q, p, f = Law("q", z | x), Law("p", x), Function("f", z)


@theorem("corpus", title="The mean over x changes nothing")
def one(proof):
    proof.claim(E[q(z | x), p(x)](f(z)) == E[q(z | x)](f(z)))
    proof.given(integrable[q(z | x)](f(z)))
    proof.starts(E[q(z | x), p(x)](f(z)))
    proof.eq(E[q(z | x)](E[p(x)](f(z))), by=fubini)
    proof.eq(E[q(z | x)](f(z)), by=linearity)
