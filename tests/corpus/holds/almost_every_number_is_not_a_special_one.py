"""What is so for almost every number need not be so at minus one, at zero, or where two numbers are equal."""

from derivations import Function, algebra, always, parameters, positives, reals, theorem

y, mu, nu = reals("y mu nu")
a, b = positives("a b")
phi, u = parameters("phi u")
f = Function("f", u)


@theorem("corpus", title="A quotient at almost every number")
def of_one(proof):
    proof.claim((y + 1)/(y + 1) == 1)
    proof.given(always[y](y + 1 != 0))
    proof.starts((y + 1)/(y + 1))
    proof.eq(1, by=algebra)


@theorem("corpus", title="A quotient at almost every pair of numbers")
def of_two(proof):
    proof.claim((y**2 - mu**2)/(y - mu) == y + mu)
    proof.given(always[y, mu](y - mu != 0))
    proof.starts((y**2 - mu**2)/(y - mu))
    proof.eq(y + mu, by=algebra)


@theorem("corpus", title="A quotient at almost every pair of positive numbers, one the double of the other")
def of_positive_ones(proof):
    proof.claim((a - 2*b)/(a - 2*b) == 1)
    proof.given(always[a, b](a - 2*b != 0))
    proof.starts((a - 2*b)/(a - 2*b))
    proof.eq(1, by=algebra)


@theorem("corpus", title="A quotient at almost every pair with another sum than minus two")
def of_a_sum(proof):
    proof.claim((y + mu + 2)/(y + mu + 2) == 1)
    proof.given(always[y, mu](y + mu + 2 != 0))
    proof.starts((y + mu + 2)/(y + mu + 2))
    proof.eq(1, by=algebra)


@theorem("corpus", title="A quotient at almost every number, beside a parameter")
def beside_a_parameter(proof):
    proof.claim((y**2 - phi**2)/(y - phi) == y + phi)
    proof.given(always[y](y - phi != 0))
    proof.starts((y**2 - phi**2)/(y - phi))
    proof.eq(y + phi, by=algebra)


@theorem("corpus", title="A quotient of the values of a function at almost every number")
def of_a_function(proof):
    proof.claim(f(y)/f(y) == 1)
    proof.given(always[y](f(y) != 0))
    proof.starts(f(y)/f(y))
    proof.eq(1, by=algebra)


@theorem("corpus", title="Quotients at almost every three numbers, one the sum of the others")
def of_three(proof):
    proof.claim((mu + nu - y)/(mu + nu - y) + mu/mu + nu/nu == 3)
    proof.given(always[y](mu + nu - y != 0), always[mu](mu != 0), always[nu](nu != 0))
    proof.starts((mu + nu - y)/(mu + nu - y) + mu/mu + nu/nu)
    proof.eq(3, by=algebra)
