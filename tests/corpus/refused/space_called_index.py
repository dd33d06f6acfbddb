"""A space called index: a function of its points takes a quotient that need not be defined."""

from derivations import Function, Law, algebra, points, theorem

index, x = points("index x")
p, a = Law("p", x), Function("a", index)


@theorem("corpus", title="A function of an index")
def vanishing(proof):
    proof.claim(a(1/p(x)) - a(1/p(x)) + a(index) == a(index))
    proof.starts(a(1/p(x)) - a(1/p(x)) + a(index))
    proof.eq(a(index), by=algebra)
