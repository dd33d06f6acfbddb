"""f(z) = ½: a quantity need not be below its square."""

from derivations import Function, points, sum_of_squares, theorem

(z,) = points("z")
f = Function("f", z)


@theorem("corpus", title="A quantity and its square")
def below_its_square(proof):
    proof.claim(f(z) <= f(z)**2)
    proof.starts(f(z))
    proof.le(f(z)**2, by=sum_of_squares)
