"""The logarithm of a joint density is a sum, and its first term looks at x only."""

from derivations import E, Law, integrable, linearity, log, logarithm, marginal, points, product_rule, theorem

x, z = points("x z")
p = Law("p", x, z)


@theorem("corpus", title="The chain rule of entropy")
def entropy(proof):
    proof.claim(-E[p(x, z)](log(p(x, z))) == -E[p(x)](log(p(x))) - E[p(x, z)](log(p(z | x))))
    proof.given(integrable[p(x)](log(p(x))), integrable[p(x, z)](log(p(x, z))))
    proof.starts(-E[p(x, z)](log(p(x, z))))
    proof.eq(-E[p(x, z)](log(p(x)*p(z | x))), by=product_rule)
    proof.eq(-E[p(x, z)](log(p(x)) + log(p(z | x))), by=logarithm)
    proof.eq(-E[p(x, z)](log(p(x))) - E[p(x, z)](log(p(z | x))), by=linearity)
    proof.eq(-E[p(x)](log(p(x))) - E[p(x, z)](log(p(z | x))), by=marginal)
