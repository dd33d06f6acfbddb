"""For almost every z a section of a law that is drawn factor by factor, or proportional to d, has a finite integral."""

from derivations import Function, Law, Point, always, hypothesis, integrable, integral, linearity, points, proportional, theorem

x, z = points("x z")
x1, z1 = Point("x1", "x"), Point("z1", "z")
p, c, s, g = Law("p", x, z), Law("c", x), Law("s", z | x), Function("g", x)
o, d = Law("o", x, z, product=(c(x), s(z | x))), Function("d", x, z, nonnegative=True)


@theorem("corpus", title="A section of a joint density has a finite integral")
def section(proof):
    proof.claim(integral[x](2*g(x)) == 2*integral[x](g(x)))
    proof.given(always[x](p(x, z) == g(x)))
    proof.starts(integral[x](2*g(x)))
    proof.eq(2*integral[x](g(x)), by=linearity)
    proof.eq(2*integral[x](p(x, z)), by=hypothesis)
    proof.eq(2*integral[x](g(x)), by=hypothesis)


@theorem("corpus", title="So has one of a law that is drawn factor by factor")
def of_factors(proof):
    proof.claim(integral[x](2*g(x)) == 2*integral[x](g(x)))
    proof.given(always[x](c(x)*s(z | x) == g(x)))
    proof.starts(integral[x](2*g(x)))
    proof.eq(2*integral[x](g(x)), by=section.at({p(x, z): [c(x), s(z | x)]}))


@theorem("corpus", title="And one of a law that has a name for that")
def of_a_name(proof):
    proof.claim(integral[x](2*g(x)) == 2*integral[x](g(x)))
    proof.given(always[x](o(x, z) == g(x)))
    proof.starts(integral[x](2*g(x)))
    proof.eq(2*integral[x](g(x)), by=section.at({p(x, z): o(x, z)}))


@theorem("corpus", title="And one of a law that is proportional to something")
def of_a_weight(proof):
    proof.claim(integral[x](2*g(x)) == 2*integral[x](g(x)))
    proof.given(always[x](proportional[x1, z1](d(x1, z1))(x, z) == g(x)), integrable[x, z](d(x, z)), integral[x, z](d(x, z)) > 0)
    proof.starts(integral[x](2*g(x)))
    proof.eq(2*integral[x](g(x)), by=section.at({p(x, z): proportional[x1, z1](d(x1, z1))(x, z)}))
