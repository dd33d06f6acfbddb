"""A sign turns the tangent round: minus a logarithm lies above minus its tangent."""

from derivations import Function, log, points, tangent, theorem

(z,) = points("z")
d = Function("d", z, nonnegative=True)


@theorem(title="A logarithm that is taken away")
def below(proof):
    proof.claim(1 - 2*log(1 + d(z)) <= 1 - 2*d(z))
    proof.starts(1 - 2*log(1 + d(z)))
    proof.le(1 - 2*d(z), by=tangent)
