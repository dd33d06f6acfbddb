"""The square is completed with half of the rest that it leaves."""

from derivations import Function, points, sum_of_squares, theorem

(z,) = points("z")
f, g = Function("f", z), Function("g", z)


@theorem(title="Mine")
def mine(proof):
    proof.claim(f(z)**2 + 4*f(z)*g(z) >= -2*g(z)**2)
    proof.starts(f(z)**2 + 4*f(z)*g(z))
    proof.ge(-2*g(z)**2, by=sum_of_squares)  # wrong
