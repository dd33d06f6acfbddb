"""The name Law stands for something that makes every law independent."""

from functools import partial

from derivations import Law as AnyLaw
from derivations import factorise, points, theorem

Law = partial(AnyLaw, independent=True)
x, z = points("x z")
p = Law("p", x, z)


@theorem("corpus", title="A joint density is a product")
def of_a_product(proof):
    proof.claim(p(x, z) == p(x)*p(z))
    proof.starts(p(x, z))
    proof.eq(p(x)*p(z), by=factorise)
