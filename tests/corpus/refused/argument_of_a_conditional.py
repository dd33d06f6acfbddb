"""p(x | z) is not defined where p(z) = 0, and neither is a function of it."""

from derivations import Function, Law, algebra, counts, points, theorem

x, z = points("x z")
k = counts("k")[0]
p, a = Law("p", x, z), Function("a", k)


@theorem("corpus", title="A function of a conditional density")
def commuted(proof):
    proof.claim(2*a(p(x | z)) == a(p(x | z)) + a(p(x | z)))
    proof.starts(2*a(p(x | z)))
    proof.eq(a(p(x | z)) + a(p(x | z)), by=algebra)
