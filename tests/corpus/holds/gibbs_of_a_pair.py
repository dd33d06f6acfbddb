"""Gibbs holds for laws of any point, so for laws of a pair."""

from derivations import KL, integrable, log, theorem
from derivations.chapters.elbo import a, b, gibbs, n, q, r, x, y, z


@theorem("corpus", title="A product diverges from the joint posterior by no less than zero")
def of_a_pair(proof):
    proof.claim(KL[y, z](a(y)*b(z), n(y, z | x)) >= 0)
    proof.given(integrable[a(y), b(z)](log(a(y)*b(z)/n(y, z | x))))
    proof.starts(KL[y, z](a(y)*b(z), n(y, z | x)))
    proof.ge(0, by=gibbs.at({z: (y, z), q(z): [a(y), b(z)], r(z): n(y, z | x)}))
