"""Two means change places, and nobody says that both together exist."""

from derivations import E, Function, Law, always, fubini, integrable, points, theorem

y, z = points("y z")
q, r, h = Law("q", z), Law("r", y), Function("h", y, z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](E[r(y)](h(y, z))) == E[r(y)](E[q(z)](h(y, z))))
    proof.given(always[q(z)](integrable[r(y)](h(y, z))), always[r(y)](integrable[q(z)](h(y, z))),  # wrong
                integrable[q(z)](E[r(y)](h(y, z))), integrable[r(y)](E[q(z)](h(y, z))))
    proof.starts(E[q(z)](E[r(y)](h(y, z))))
    proof.eq(E[r(y)](E[q(z)](h(y, z))), by=fubini)  # needs
