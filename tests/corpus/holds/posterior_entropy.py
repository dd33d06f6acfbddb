"""At the posterior the expected log joint and the entropy add up to the log evidence."""

from derivations import E, integrable, linearity, log, logarithm, theorem
from derivations.chapters.elbo import p, posterior, x, z


@theorem("corpus", title="The log evidence as energy and entropy")
def energy_and_entropy(proof):
    proof.claim(log(p(x)) == E[p(z | x)](log(p(x, z))) - E[p(z | x)](log(p(z | x))))
    proof.given(p(x) > 0, integrable[p(z | x)](log(p(x, z))), integrable[p(z | x)](log(p(z | x))))
    proof.starts(log(p(x)))
    proof.eq(E[p(z | x)](log(p(x, z)/p(z | x))), by=posterior)
    proof.eq(E[p(z | x)](log(p(x, z)) - log(p(z | x))), by=logarithm)
    proof.eq(E[p(z | x)](log(p(x, z))) - E[p(z | x)](log(p(z | x))), by=linearity)
