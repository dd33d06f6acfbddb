"""Where the second moment under two laws is finite, so is the mean."""

from derivations import E, Function, Law, fubini, integrable, linearity, points, theorem

x, y = points("x y")
d, e = Law("d", x), Law("e", y | x)
u = Function("u", x, y)


@theorem("corpus", title="The mean of the conditional mean")
def mean_of_means(proof):
    proof.claim(E[d(x)](E[e(y | x)](u(x, y))) == E[d(x), e(y | x)](u(x, y)))
    proof.given(integrable[d(x), e(y | x)](u(x, y)**2))
    proof.starts(E[d(x)](E[e(y | x)](u(x, y))))
    proof.eq(E[d(x), e(y | x)](u(x, y)), by=fubini)


@theorem("corpus", title="The mean of twice a quantity")
def twice(proof):
    proof.claim(E[d(x), e(y | x)](2*u(x, y)) == 2*E[d(x), e(y | x)](u(x, y)))
    proof.given(integrable[d(x), e(y | x)](u(x, y)**2))
    proof.starts(E[d(x), e(y | x)](2*u(x, y)))
    proof.eq(2*E[d(x), e(y | x)](u(x, y)), by=linearity)
