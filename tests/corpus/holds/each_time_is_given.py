"""A hypothesis may speak of every time from the second on, and of none where there is no second."""

from derivations import E, Function, Law, counts, each, integrable, jensen, log, points, theorem, total

(z,) = points("z")
T, t = counts("T t")
q, d = Law("q", z), Function("d", z, t)


@theorem("corpus", title="Jensen's inequality at every time from the second on")
def each_time(proof):
    proof.claim(total[t:2:T](E[q(z)](log(d(z, t)))) <= total[t:2:T](log(E[q(z)](d(z, t)))))
    proof.given(each[t:2:T](integrable[q(z)](d(z, t))), each[t:2:T](integrable[q(z)](log(d(z, t)))))
    proof.starts(total[t:2:T](E[q(z)](log(d(z, t)))))
    proof.le(total[t:2:T](log(E[q(z)](d(z, t)))), by=jensen)
