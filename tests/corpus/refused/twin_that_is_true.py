"""A twin, said to be a mistake, is true: it is the claim."""

from derivations import E, Function, Law, linearity, points, theorem

(z,) = points("z")
q = Law("q", z)


@theorem("corpus", title="A constant has itself as mean")
def one(proof):
    proof.claim(E[q(z)](2) == 2)
    proof.starts(E[q(z)](2))
    proof.eq(2, by=linearity)
    proof.twin(E[q(z)](2) == 2, "believing that the mean of a constant is the constant")
