"""The supremum and the mean exchanged the wrong way round."""

from derivations import E, Function, Law, bounded, extremum, integrable, points, sup, theorem

i, z = points("i z")
q, h = Law("q", z), Function("h", i, z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(E[q(z)](sup[i](h(i, z))) <= sup[i](E[q(z)](h(i, z))))
    proof.given(integrable[q(z)](sup[i](h(i, z))), bounded(sup[i](E[q(z)](h(i, z)))))
    proof.starts(E[q(z)](sup[i](h(i, z))))
    proof.le(sup[i](E[q(z)](h(i, z))), by=extremum)  # wrong
