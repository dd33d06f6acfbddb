"""With x uniform on (0, 1), z uniform on [0, x], z = 0 and g(x) = 1/x the hypothesis holds, and both sides are infinite."""

from derivations import Function, Law, always, hypothesis, integral, linearity, points, theorem

x, z = points("x z")
p, c, s, g = Law("p", x, z), Law("c", x), Law("s", z | x), Function("g", x)


@theorem("corpus", title="A section of a joint density has a finite integral")
def section(proof):
    proof.claim(integral[x](2*g(x)) == 2*integral[x](g(x)))
    proof.given(always[x](p(x, z) == g(x)))
    proof.starts(integral[x](2*g(x)))
    proof.eq(2*integral[x](g(x)), by=linearity)
    proof.eq(2*integral[x](p(x, z)), by=hypothesis)
    proof.eq(2*integral[x](g(x)), by=hypothesis)


@theorem("corpus", title="So has one of a law that is drawn factor by factor, whatever g is")
def of_factors(proof):
    proof.claim(integral[x](2*(c(x)*s(z | x))) == 2*integral[x](c(x)*s(z | x)))
    proof.given(always[x](c(x)*s(z | x) == c(x)*s(z | x)))
    proof.starts(integral[x](2*(c(x)*s(z | x))))
    proof.eq(2*integral[x](c(x)*s(z | x)), by=section.at({p(x, z): [c(x), s(z | x)], g(x): c(x)*s(z | x)}))
