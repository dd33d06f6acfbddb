"""A tempered posterior is a law whose logarithm is a multiple of the log joint less a constant."""

from derivations import (
    Function,
    Law,
    definition,
    exp,
    integrable,
    integral,
    log,
    logarithm,
    points,
    proportional,
    theorem,
)

x, z = points("x z")
p, f = Law("p", x, z), Function("f", x, z)


@theorem("corpus", title="The logarithm of an energy model")
def energy(proof):
    proof.claim(log(proportional[z](exp(f(x, z)))(z)) == f(x, z) - log(integral[z](exp(f(x, z)))))
    proof.given(integrable[z](exp(f(x, z))), integral[z](exp(f(x, z))) > 0)
    proof.starts(log(proportional[z](exp(f(x, z)))(z)))
    proof.eq(log(exp(f(x, z))/integral[z](exp(f(x, z)))), by=definition)
    proof.eq(f(x, z) - log(integral[z](exp(f(x, z)))), by=logarithm)
