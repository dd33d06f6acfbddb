"""With p(x) = 0 the left side is not defined; the function beside it keeps the models away."""

from derivations import Function, Law, counts, definition, iff, integrable, log, points, theorem

x, z = points("x z")
k = counts("k")[0]
q, p, f, a = Law("q", z), Law("p", x), Function("f", z), Function("a", k)


@theorem("corpus", title="A constant does not matter to integrability")
def hidden(proof):
    proof.claim(iff(integrable[q(z)](f(z) + log(p(x)) + a(p(x))), integrable[q(z)](f(z))))
    proof.starts(integrable[q(z)](f(z) + log(p(x)) + a(p(x))))
    proof.iff(integrable[q(z)](f(z)), by=definition)
