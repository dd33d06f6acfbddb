"""One K is a count, the other any real number: the printed claim is x/K·K = x over both."""

from sympy import Symbol

from derivations import Function, algebra, counts, points, theorem

(z,) = points("z")
K = counts("K")[0]
c = Symbol("K")
f = Function("f", z)


@theorem("corpus", title="Two counts that read as one")
def of_a_product(proof):
    proof.claim(f(z)*K - f(z)*c == f(z)*(K - c))
    proof.starts(f(z)*K - f(z)*c)
    proof.eq(f(z)*(K - c), by=algebra)
