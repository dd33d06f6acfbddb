"""An integral over a point of infinite measure is dropped beside a law."""

from derivations import *
y, z = points("y z")
q = Law("q", z)
f = Function("f", z)

@theorem(title="mixed")
def mixed(proof):
    proof.claim(iff(integrable[y, q(z)](f(z)), integrable[q(z)](f(z))))
    proof.starts(integrable[y, q(z)](f(z)))
    proof.iff(integrable[q(z)](f(z)), by=definition)
