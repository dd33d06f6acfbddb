"""An inequality between integrable functions of x stays one when both are averaged over the data."""

from derivations import E, Law, always, integrable, log, theorem
from derivations.chapters.elbo import ELBO, bound, p, x, z
from derivations.chapters.elbo import q as q0

q, d = Law("q", z | x), Law("d", x)


@theorem("corpus", title="The average ELBO is below the average log evidence")
def averaged(proof):
    proof.claim(E[d(x)](ELBO(q(z | x), p(x, z))) <= E[d(x)](log(p(x))))
    proof.given(always[d(x)](integrable[q(z | x)](log(p(x, z)/q(z | x)))), integrable[d(x)](ELBO(q(z | x), p(x, z))),
                integrable[d(x)](log(p(x))))
    proof.starts(E[d(x)](ELBO(q(z | x), p(x, z))))
    proof.le(E[d(x)](log(p(x))), by=bound.at({q0(z): q(z | x)}))
