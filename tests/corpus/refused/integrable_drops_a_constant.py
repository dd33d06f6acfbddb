"""A constant is dropped from an integral over a point of infinite measure."""

from derivations import *
y, z = points("y z")
q = Law("q", z)
f = Function("f", z)
g = Function("g", y)

@theorem(title="mixed")
def mixed(proof):
    proof.claim(iff(integrable[y, q(z)](f(z)*g(y)+1), integrable[y,q(z)](f(z)*g(y))))
    proof.starts(integrable[y, q(z)](f(z)*g(y)+1))
    proof.iff(integrable[y, q(z)](f(z)*g(y)), by=fubini)
