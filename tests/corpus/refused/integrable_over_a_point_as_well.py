"""A finite mean says nothing of an integral over another point as well."""

from derivations import *
y, z = points("y z")
q = Law("q", z)
f = Function("f", z)

@theorem(title="mixed")
def mixed(proof):
    proof.claim(implies(integrable[q(z)](f(z)), integrable[y, q(z)](f(z))))
    proof.starts(integrable[q(z)](f(z)))
    proof.implies(integrable[y, q(z)](f(z)), by=definition)
