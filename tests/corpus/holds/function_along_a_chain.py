"""The mean of a sum of what a function says of each point of a path is the sum of its means, and increments add up."""

from derivations import *

(x,) = points("x")
T, t = counts("T t")
q, f = Chain("q", x), Function("f", x)


@theorem(title="Sum of means")
def sum_of_means(proof):
    proof.claim(E[q(x[1:T] | x[0])](total[t:1:T](f(x[t]))) == total[t:1:T](E[q(x[t] | x[0])](f(x[t]))))
    proof.given(q(x[0]) > 0, each[t:1:T](integrable[q(x[t] | x[0])](f(x[t]))))
    proof.starts(E[q(x[1:T] | x[0])](total[t:1:T](f(x[t]))))
    proof.eq(total[t:1:T](E[q(x[1:T] | x[0])](f(x[t]))), by=linearity)
    proof.eq(total[t:1:T](E[q(x[t] | x[0])](f(x[t]))), by=stretch)


@theorem(title="Increments")
def increments(proof):
    proof.claim(E[q(x[1:T] | x[0])](total[t:1:T](f(x[t]) - f(x[t - 1]))) == E[q(x[T] | x[0])](f(x[T])) - f(x[0]))
    proof.given(q(x[0]) > 0, integrable[q(x[T] | x[0])](f(x[T])))
    proof.starts(E[q(x[1:T] | x[0])](total[t:1:T](f(x[t]) - f(x[t - 1]))))
    proof.eq(E[q(x[1:T] | x[0])](f(x[T]) - f(x[0])), by=telescope)
    proof.eq(E[q(x[1:T] | x[0])](f(x[T])) - f(x[0]), by=linearity)
    proof.eq(E[q(x[T] | x[0])](f(x[T])) - f(x[0]), by=stretch)


@theorem(title="Increments over one step more")
def later(proof):
    proof.claim(E[q(x[1:T + 1] | x[0])](total[t:1:T + 1](f(x[t]) - f(x[t - 1]))) == E[q(x[T + 1] | x[0])](f(x[T + 1])) - f(x[0]))
    proof.given(q(x[0]) > 0, integrable[q(x[T + 1] | x[0])](f(x[T + 1])))
    proof.starts(E[q(x[1:T + 1] | x[0])](total[t:1:T + 1](f(x[t]) - f(x[t - 1]))))
    proof.eq(E[q(x[T + 1] | x[0])](f(x[T + 1])) - f(x[0]), by=increments.at({T: T + 1}))
