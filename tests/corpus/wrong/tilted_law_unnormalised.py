"""The tilted law with the best bound, without its normalising constant."""

from derivations import Function, Law, definition, exp, integrable, log, logarithm, points, proportional, theorem

(z,) = points("z")
q, f = Law("q", z), Function("f", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(log(proportional[z](q(z)*exp(f(z)))(z)) == log(q(z)) + f(z))
    proof.given(q(z) > 0, integrable[q(z)](exp(f(z))))
    proof.starts(log(proportional[z](q(z)*exp(f(z)))(z)))
    proof.eq(log(q(z)*exp(f(z))), by=definition)  # wrong
    proof.eq(log(q(z)) + f(z), by=logarithm)
