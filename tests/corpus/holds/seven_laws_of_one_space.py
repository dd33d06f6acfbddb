"""Seven laws of one space: what a lemma would say of them all has too many orders, and is not needed."""

from derivations import E, Function, Law, Point, integrable, linearity, log, points, theorem

(z,) = points("z")
za, zb, zc, zd, ze, zf, zg = Point("za", "z"), Point("zb", "z"), Point("zc", "z"), Point("zd", "z"), Point("ze", "z"), Point("zf", "z"), Point("zg", "z")
qa, qb, qc, qd, qe, qf, qg = Law("qa", z), Law("qb", z), Law("qc", z), Law("qd", z), Law("qe", z), Law("qf", z), Law("qg", z)
f = Function("f", z, z, z, z, z, z, z)


@theorem("corpus", title="Crash")
def crash(proof):
    proof.claim(E[qa(za), qb(zb), qc(zc), qd(zd), qe(ze), qf(zf), qg(zg)](2*log(f(za, zb, zc, zd, ze, zf, zg)))
                == 2*E[qa(za), qb(zb), qc(zc), qd(zd), qe(ze), qf(zf), qg(zg)](log(f(za, zb, zc, zd, ze, zf, zg))))
    proof.given(integrable[qa(za), qb(zb), qc(zc), qd(zd), qe(ze), qf(zf), qg(zg)](log(f(za, zb, zc, zd, ze, zf, zg))))
    proof.starts(E[qa(za), qb(zb), qc(zc), qd(zd), qe(ze), qf(zf), qg(zg)](2*log(f(za, zb, zc, zd, ze, zf, zg))))
    proof.eq(2*E[qa(za), qb(zb), qc(zc), qd(zd), qe(ze), qf(zf), qg(zg)](log(f(za, zb, zc, zd, ze, zf, zg))), by=linearity)
