"""A normalised law depends on a draw at which it is taken."""

from derivations import *
z, w = points("z w")
v = Point("v", "z")
q = Law("q", z)
K, k = counts("K k")
h = Function("h", z, v, nonnegative=True)

@theorem(title="x")
def nn(proof):
    proof.claim(E[iid(q(z), 2)](proportional[v](h(v, z[1]))(z[2])) == E[iid(q(z), 2)](h(z[2], z[1])/integral[v](h(v, z[1]))))
    proof.given(always[q(z)](integrable[v](h(v, z))), always[q(z)](integral[v](h(v, z)) > 0), integrable[iid(q(z),2)](h(z[2], z[1])/integral[v](h(v, z[1]))))
    proof.starts(E[iid(q(z), 2)](proportional[v](h(v, z[1]))(z[2])))
    proof.eq(E[iid(q(z), 2)](h(z[2], z[1])/integral[v](h(v, z[1]))), by=definition)
