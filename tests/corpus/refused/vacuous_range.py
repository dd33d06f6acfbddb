"""What holds for each t from 2 to T says nothing where T is 1."""

from derivations import *

T, t = counts("T t")
a = Function("a", t)


@theorem(title="Vacuous")
def vacuous(proof):
    proof.claim(log(a(T))*2 == log(a(T)**2))
    proof.given(each[t:2:T](a(t) > 0))
    proof.starts(log(a(T))*2)
    proof.eq(log(a(T)**2), by=logarithm)
