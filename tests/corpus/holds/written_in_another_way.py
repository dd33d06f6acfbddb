"""What is given speaks of a quantity that equals the quantity of which a line asks it, by a lemma of its own."""

from derivations import (
    KL,
    E,
    Function,
    Law,
    Point,
    abbreviation,
    algebra,
    always,
    definition,
    exp,
    integrable,
    integral,
    jensen,
    linearity,
    log,
    logarithm,
    marginal,
    points,
    product_rule,
    proportional,
    sum_of_squares,
    tangent,
    theorem,
)

x, z = points("x z")
v = Point("v", "z")
p, a, b = Law("p", x, z), Law("a", z), Law("b", z)
d, g, t = Function("d", z, nonnegative=True), Function("g", z), Function("t")


@abbreviation
def mix(z):
    return (a(z) + b(z))/2


@theorem("corpus", title="Bayes, with the normaliser as a mean over the prior")
def bayes(proof):
    proof.claim(p(z | x) == p(x | z)*p(z)/E[p(v)](p(x | v)))
    proof.given(p(x) > 0, p(z) > 0, always[v](p(v) > 0))
    proof.starts(p(z | x))
    proof.eq(p(x, z)/p(x), by=product_rule)
    proof.eq(p(x | z)*p(z)/p(x), by=product_rule)
    proof.eq(p(x | z)*p(z)/integral[v](p(x, v)), by=marginal)
    proof.eq(p(x | z)*p(z)/integral[v](p(x | v)*p(v)), by=product_rule)
    proof.eq(p(x | z)*p(z)/E[p(v)](p(x | v)), by=definition)


@theorem("corpus", title="Each share of a mixture has a finite mean")
def shares(proof):
    proof.claim(E[a(z)](a(z)/(a(z) + b(z))) + E[a(z)](b(z)/(a(z) + b(z))) == E[a(z)]((a(z) + b(z))/(a(z) + b(z))))
    proof.starts(E[a(z)](a(z)/(a(z) + b(z))) + E[a(z)](b(z)/(a(z) + b(z))))
    proof.eq(E[a(z)]((a(z) + b(z))/(a(z) + b(z))), by=linearity)


@theorem("corpus", title="The logarithm of a fraction is finite where both of its logarithms are")
def log_ratio(proof):
    proof.claim(E[a(z)](log(mix(z)/a(z))) == E[a(z)](log(mix(z))) - E[a(z)](log(a(z))))
    proof.given(integrable[a(z)](log(a(z))), integrable[a(z)](log(mix(z))))
    proof.starts(E[a(z)](log(mix(z)/a(z))))
    proof.eq(E[a(z)](log(mix(z)) - log(a(z))), by=logarithm)
    proof.eq(E[a(z)](log(mix(z))) - E[a(z)](log(a(z))), by=linearity)


@theorem("corpus", title="A proportional law is opened in what is given")
def tilted(proof):
    proof.claim(KL[z](a(z), proportional[z](exp(g(z)))(z)) == E[a(z)](log(a(z)/(exp(g(z))/integral[z](exp(g(z)))))))
    proof.given(integrable[a(z)](g(z)), integrable[a(z)](log(a(z))), integrable[z](exp(g(z))))
    proof.starts(KL[z](a(z), proportional[z](exp(g(z)))(z)))
    proof.eq(E[a(z)](log(a(z)/(exp(g(z))/integral[z](exp(g(z)))))), by=definition)


@theorem("corpus", title="A square over a positive quantity")
def square_over(proof):
    proof.claim(0 <= E[a(z)](1/d(z)*(1 - d(z))**2))
    proof.given(integrable[a(z)](1/d(z)), integrable[a(z)](d(z)))
    proof.starts(0)
    proof.le(E[a(z)](1/d(z)*(1 - d(z))**2), by=sum_of_squares)


@theorem("corpus", title="Jensen for the reciprocal")
def reciprocal(proof):
    proof.claim(-log(E[a(z)](d(z))) <= -E[a(z)](log(d(z))))
    proof.given(integrable[a(z)](d(z)), integrable[a(z)](log(d(z))))
    proof.starts(-log(E[a(z)](d(z))))
    proof.le(-E[a(z)](log(d(z))), by=jensen)


@theorem("corpus", title="A mixture is guarded by the densities that it is made of")
def entropy(proof):
    proof.claim(-integral[z](mix(z)*log(mix(z))) == -(E[a(z)](log(mix(z))) + E[b(z)](log(mix(z))))/2)
    proof.given(integrable[a(z)](log(mix(z))), integrable[b(z)](log(mix(z))))
    proof.starts(-integral[z](mix(z)*log(mix(z))))
    proof.eq(-(integral[z](a(z)*log(mix(z))) + integral[z](b(z)*log(mix(z))))/2, by=linearity)
    proof.eq(-(E[a(z)](log(mix(z))) + E[b(z)](log(mix(z))))/2, by=definition)


@theorem("corpus", title="Below the square of a number")
def below_a_square(proof):
    proof.claim(t()**2*E[a(z)](log(d(z))) <= t()**2*E[a(z)](d(z) - 1))
    proof.given(integrable[a(z)](log(d(z))), integrable[a(z)](d(z)))
    proof.starts(t()**2*E[a(z)](log(d(z))))
    proof.le(t()**2*E[a(z)](d(z) - 1), by=tangent)


@theorem("corpus", title="Below a number that is given not to be negative")
def below_a_number(proof):
    proof.claim(t()*E[a(z)](log(d(z))) <= t()*E[a(z)](d(z) - 1))
    proof.given(t() > 0, integrable[a(z)](log(d(z))), integrable[a(z)](d(z)))
    proof.starts(t()*E[a(z)](log(d(z))))
    proof.le(t()*E[a(z)](d(z) - 1), by=tangent)


@theorem("corpus", title="A denominator that has a mean")
def denominator(proof):
    proof.claim(E[a(z)](d(z)*(1/d(z))) == 1)
    proof.given(integrable[a(z)](1/d(z)))
    proof.starts(E[a(z)](d(z)*(1/d(z))))
    proof.eq(E[a(z)](1), by=algebra)
    proof.eq(1, by=linearity)
