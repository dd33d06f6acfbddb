"""Where a factor is negative, the sum turns the inequality."""

from derivations import E, Function, Law, always, counts, integrable, jensen, log, points, theorem, total

(z,) = points("z")
T, t = counts("T t")
q, d = Law("q", z), Function("d", z, t)


@theorem("corpus", title="Jensen's inequality under a negative sign")
def turned(proof):
    proof.claim(-total[t:1:T](E[q(z)](log(d(z, t)))) <= -total[t:1:T](log(E[q(z)](d(z, t)))))
    proof.given(integrable[q(z)](d(z, t)), integrable[q(z)](log(d(z, t))), always[q(z)](d(z, t) > 0))
    proof.starts(-total[t:1:T](E[q(z)](log(d(z, t)))))
    proof.le(-total[t:1:T](log(E[q(z)](d(z, t)))), by=jensen)
