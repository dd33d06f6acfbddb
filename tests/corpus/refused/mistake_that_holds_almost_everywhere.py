"""What is called a mistake is the claim, and it fails only at states of measure zero, of which the theorem does not speak."""

from derivations import Function, algebra, always, points, theorem

y, = points("y")
f = Function("f", y)


@theorem("1", title="a quotient by itself")
def itself(proof):
    proof.claim(f(y)/f(y) == 1)
    proof.given(always[y](f(y) != 0))
    proof.starts(f(y)/f(y))
    proof.eq(1, by=algebra)
    proof.twin(1 == f(y)/f(y), "the sides exchanged")
