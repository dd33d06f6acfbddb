"""The bound for a pair of latents with a product of two laws."""

from derivations import E, integrable, log, theorem
from derivations.chapters.elbo import a, b, bound, n, p, q, x, y, z


@theorem("corpus", title="The mean-field bound")
def mean_field(proof):
    proof.claim(E[a(y), b(z)](log(n(x, y, z)/(a(y)*b(z)))) <= log(n(x)))
    proof.given(integrable[a(y), b(z)](log(n(x, y, z)/(a(y)*b(z)))))
    proof.starts(E[a(y), b(z)](log(n(x, y, z)/(a(y)*b(z)))))
    proof.le(log(n(x)), by=bound.at({z: (y, z), q(z): [a(y), b(z)], p(x, z): n(x, y, z)}))
