"""s(z) > 0 is proved q-almost surely: log r − log s, which had to be defined, cancels once s is put in for r."""

from derivations import E, Function, Law, algebra, implies, always, integrable, log, points, theorem

x, z = points("x z")
q, r, s, f = Law("q", z), Law("r", z), Law("s", z), Function("f", x)


@theorem("corpus", title="Where log r − log s is integrable, r is positive")
def one(proof):
    proof.claim(E[q(z)](r(z)/r(z)) == E[q(z)](1))
    proof.given(integrable[q(z)](log(r(z)/s(z))))
    proof.starts(E[q(z)](r(z)/r(z)))
    proof.eq(E[q(z)](1), by=algebra)


@theorem("corpus", title="Every law covers every other")
def everywhere(proof):
    proof.claim(E[q(z)](s(z)/s(z)) == E[q(z)](1))
    proof.given(implies(f(x) != 18/19, always[z](s(z) > 0)))
    proof.starts(E[q(z)](s(z)/s(z)))
    proof.eq(E[q(z)](1), by=one.at({r(z): s(z)}))
