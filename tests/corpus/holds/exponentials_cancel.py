"""Exponentials of opposite exponents cancel, and so does one in a partition function."""

from derivations import Function, exp, integrable, integral, log, logarithm, points, theorem

(z,) = points("z")
f, g, d = Function("f", z), Function("g", z), Function("d", z, nonnegative=True)


@theorem(title="The weights of another energy")
def weights(proof):
    proof.claim(integral[z](exp(-f(z))*exp(f(z) - g(z))) == integral[z](exp(-g(z))))
    proof.given(integrable[z](exp(-g(z))))
    proof.starts(integral[z](exp(-f(z))*exp(f(z) - g(z))))
    proof.eq(integral[z](exp(-g(z))), by=logarithm)


@theorem(title="A quotient of exponentials")
def quotient(proof):
    proof.claim(exp(f(z) - g(z)) == exp(-g(z))/exp(-f(z)))
    proof.starts(exp(f(z) - g(z)))
    proof.eq(exp(-g(z))/exp(-f(z)), by=logarithm)


@theorem(title="A square")
def square(proof):
    proof.claim(exp(2*f(z)) == exp(f(z))**2)
    proof.starts(exp(2*f(z)))
    proof.eq(exp(f(z))**2, by=logarithm)


@theorem(title="A positive quantity in the exponent")
def tilted(proof):
    proof.claim(exp(log(d(z)) - f(z)) == d(z)/exp(f(z)))
    proof.given(d(z) > 0)
    proof.starts(exp(log(d(z)) - f(z)))
    proof.eq(d(z)/exp(f(z)), by=logarithm)
