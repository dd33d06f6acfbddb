"""a ψ′(a) is not defined at zero."""

from derivations import descent, implies, parameters, theorem, trigamma

(a,) = parameters("a")


@theorem("corpus", title="a ψ′(a) is larger than one")
def strict(proof):
    proof.claim(implies(a >= 0, a*trigamma(a) > 1))
    proof.starts(a >= 0)
    proof.implies(a*trigamma(a) > 1, by=descent)
