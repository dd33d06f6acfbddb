"""KL(a ‖ b) may be infinite: the left statement is then false, the right one true."""

from derivations import KL, Function, Law, definition, iff, integrable, points, theorem

y, z = points("y z")
q, a, b, f = Law("q", z), Law("a", y), Law("b", y), Function("f", z)


@theorem("corpus", title="A divergence does not matter to integrability")
def constant(proof):
    proof.claim(iff(integrable[q(z)](f(z) + KL[y](a(y), b(y))), integrable[q(z)](f(z))))
    proof.starts(integrable[q(z)](f(z) + KL[y](a(y), b(y))))
    proof.iff(integrable[q(z)](f(z)), by=definition)
