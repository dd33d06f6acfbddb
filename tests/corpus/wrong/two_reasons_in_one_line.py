"""A line that needs its integral opened and its logarithm taken apart."""

from derivations import E, KL, Law, definition, integrable, log, points, theorem

(z,) = points("z")
q, b = Law("q", z), Law("b", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(KL[z](q(z), b(z)) == E[q(z)](log(q(z)) - log(b(z))))
    proof.given(integrable[q(z)](log(q(z)) - log(b(z))))
    proof.starts(KL[z](q(z), b(z)))
    proof.eq(E[q(z)](log(q(z)) - log(b(z))), by=definition)  # wrong
