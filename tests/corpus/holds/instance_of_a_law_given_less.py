"""A law that is given nothing, or something else, stands for one that is given a point, and so do its margins."""

from derivations import Law, integral, marginal, points, theorem

w, x, y, z = points("w x y z")
p, a, b = Law("p", y, z | x), Law("a", y, z), Law("b", y, z | w)


@theorem("corpus", title="A margin")
def margin(proof):
    proof.claim(integral[z](p(y, z | x)) == p(y | x))
    proof.starts(integral[z](p(y, z | x)))
    proof.eq(p(y | x), by=marginal)


@theorem("corpus", title="A margin that is given nothing")
def given_nothing(proof):
    proof.claim(integral[z](a(y, z)) == a(y))
    proof.starts(integral[z](a(y, z)))
    proof.eq(a(y), by=margin.at({p(y, z | x): a(y, z)}))


@theorem("corpus", title="A margin that is given something else")
def given_another(proof):
    proof.claim(integral[z](b(y, z | w)) == b(y | w))
    proof.starts(integral[z](b(y, z | w)))
    proof.eq(b(y | w), by=margin.at({p(y, z | x): b(y, z | w)}))
