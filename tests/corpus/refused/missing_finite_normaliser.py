"""exp f need not have a finite integral, and then no law is proportional to it."""

from derivations import Function, definition, exp, integral, log, logarithm, points, proportional, theorem

x, z = points("x z")
f = Function("f", x, z)


@theorem("corpus", title="The logarithm of an energy model")
def energy(proof):
    proof.claim(log(proportional[z](exp(f(x, z)))(z)) == f(x, z) - log(integral[z](exp(f(x, z)))))
    proof.given(integral[z](exp(f(x, z))) > 0)
    proof.starts(log(proportional[z](exp(f(x, z)))(z)))
    proof.eq(log(exp(f(x, z))/integral[z](exp(f(x, z)))), by=definition)
    proof.eq(f(x, z) - log(integral[z](exp(f(x, z)))), by=logarithm)
