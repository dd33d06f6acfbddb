"""Matrices are their entries: products, transposed and inverse ones, sums, multiples, and theorems cited by each entry."""

from derivations import *

(x,) = points("x")
f, g = Function("f", x), Function("g", x)
a, b, c, u, v = parameters("a b c u v")
J = matrix([[1, 0], [c, 1]])


@abbreviation
def S(a, b):
    return matrix([[a, b], [b, a]])


@theorem(title="A product of three")
def pushed(proof):
    proof.claim(J.T @ S(a, b) @ J == matrix([[a + 2*b*c + a*c**2, b + a*c], [b + a*c, a]]))
    proof.starts(J.T @ S(a, b) @ J)
    proof.eq(J.T @ matrix([[a + b*c, b], [b + a*c, a]]), by=algebra)
    proof.eq(matrix([[a + 2*b*c + a*c**2, b + a*c], [b + a*c, a]]), by=algebra)
    proof.twin(J @ S(a, b) @ J.T == matrix([[a + 2*b*c + a*c**2, b + a*c], [b + a*c, a]]), "the transposed factor behind")


@theorem(title="A matrix times its inverse")
def inverted(proof):
    proof.claim(S(a, b) @ inverse(S(a, b)) == identity(2))
    proof.given(a**2 - b**2 > 0)
    proof.starts(S(a, b) @ inverse(S(a, b)))
    proof.eq(identity(2), by=algebra)
    proof.twin(S(a, b) @ S(a, -b) == identity(2), "forgetting the determinant")


@theorem(title="With particulars, and below a multiple")
def particular(proof):
    proof.claim(f(x)*(S(u, v) @ inverse(S(u, v))) + J == f(x)*identity(2) + J)
    proof.given(u**2 - v**2 > 0)
    proof.starts(f(x)*(S(u, v) @ inverse(S(u, v))) + J)
    proof.eq(f(x)*identity(2) + J, by=inverted.at({a: u, b: v}))


@theorem(title="One entry is cited")
def corner(proof):
    proof.claim(f(x)*(S(a, b) @ inverse(S(a, b)))[1, 2] == 0)
    proof.given(a**2 - b**2 > 0)
    proof.starts(f(x)*(S(a, b) @ inverse(S(a, b)))[1, 2])
    proof.eq(f(x)*0, by=inverted[1, 2])
    proof.eq(0, by=algebra)


@theorem(title="A reason for each entry")
def each_its_own(proof):
    proof.claim(matrix([[log(exp(f(x))), f(x) - f(x)], [g(x) + 0, trigamma(2)]]) == matrix([[f(x), 0], [g(x), trigamma(1) - 1]]))
    proof.starts(matrix([[log(exp(f(x))), f(x) - f(x)], [g(x) + 0, trigamma(2)]]))
    proof.eq(matrix([[f(x), 0], [g(x), trigamma(1) - 1]]), by=[[logarithm, algebra], [algebra, recurrence]])
