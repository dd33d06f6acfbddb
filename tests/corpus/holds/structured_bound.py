"""The law of a pair may be one law and another given the first."""

from derivations import E, Law, integrable, log, theorem
from derivations.chapters.elbo import a, bound, n, p, q, x, y, z

c = Law("c", z | y)


@theorem("corpus", title="The bound with a structured law")
def structured(proof):
    proof.claim(E[a(y), c(z | y)](log(n(x, y, z)/(a(y)*c(z | y)))) <= log(n(x)))
    proof.given(integrable[a(y), c(z | y)](log(n(x, y, z)/(a(y)*c(z | y)))))
    proof.starts(E[a(y), c(z | y)](log(n(x, y, z)/(a(y)*c(z | y)))))
    proof.le(log(n(x)), by=bound.at({z: (y, z), q(z): [a(y), c(z | y)], p(x, z): n(x, y, z)}))
