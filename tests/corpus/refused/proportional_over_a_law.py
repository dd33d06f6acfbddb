"""proportional takes points, not a law: it is read as if the weight q were not there."""

from derivations import Function, Law, definition, integrable, integral, points, proportional, theorem

(y,) = points("y")
q, g = Law("q", y), Function("g", y, nonnegative=True)


@theorem("corpus", title="A law proportional to g under q")
def tilted(proof):
    proof.claim(proportional[q(y)](g(y))(y) == g(y)/integral[y](g(y)))
    proof.given(integrable[y](g(y)), integral[y](g(y)) > 0)
    proof.starts(proportional[q(y)](g(y))(y))
    proof.eq(g(y)/integral[y](g(y)), by=definition)
