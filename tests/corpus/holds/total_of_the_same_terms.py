"""What is positive is so at every time, also of a sum that may be empty."""

from derivations import E, Function, Law, algebra, always, counts, integrable, log, points, theorem, total

x, z = points("x z")
T, s, t = counts("T s t")
q, f, d = Law("q", z), Function("f", x), Function("d", z, nonnegative=True)


@theorem("corpus", title="A logarithm that is the same at every time")
def same(proof):
    proof.claim(2*total[t:2:T](log(f(x))) == total[t:2:T](log(f(x))) + total[t:2:T](log(f(x))))
    proof.given(f(x) > 0)
    proof.starts(2*total[t:2:T](log(f(x))))
    proof.eq(total[t:2:T](log(f(x))) + total[t:2:T](log(f(x))), by=algebra)


@theorem("corpus", title="At no time")
def none(proof):
    proof.claim(2*total[t:2:1](log(f(x))) == total[t:2:1](log(f(x))) + total[t:2:1](log(f(x))))
    proof.given(f(x) > 0)
    proof.starts(2*total[t:2:1](log(f(x))))
    proof.eq(total[t:2:1](log(f(x))) + total[t:2:1](log(f(x))), by=same.at({T: 1}))


@theorem("corpus", title="The inner range within the outer one")
def twice(proof):
    proof.claim(2*total[t:1:T](total[s:2:t](log(E[q(z)](d(z)))))
                == total[t:1:T](total[s:2:t](log(E[q(z)](d(z))))) + total[t:1:T](total[s:2:t](log(E[q(z)](d(z))))))
    proof.given(always[q(z)](d(z) > 0), integrable[q(z)](d(z)))
    proof.starts(2*total[t:1:T](total[s:2:t](log(E[q(z)](d(z))))))
    proof.eq(total[t:1:T](total[s:2:t](log(E[q(z)](d(z))))) + total[t:1:T](total[s:2:t](log(E[q(z)](d(z))))), by=algebra)
