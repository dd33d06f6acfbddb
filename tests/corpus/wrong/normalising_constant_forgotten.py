"""The normalising constant of a law that is proportional to a function is forgotten."""

from derivations import E, Function, definition, integrable, integral, points, proportional, theorem

(z,) = points("z")
d, f = Function("d", z, nonnegative=True), Function("f", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[proportional[z](d(z))(z)](f(z)) == integral[z](d(z)*f(z)))
    proof.given(integrable[z](d(z)), integral[z](d(z)) > 0, integrable[z](d(z)*f(z)))
    proof.starts(E[proportional[z](d(z))(z)](f(z)))
    proof.eq(integral[z](d(z)*f(z)), by=definition)  # wrong
