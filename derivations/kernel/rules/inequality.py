"""Jensen's inequality with its case of equality, the tangent of the logarithm, and importance weighting."""

from __future__ import annotations

from ..schemas.schema import Schema
from .stated import stated

jensen = stated("jensen", """The logarithm is concave.

    𝔼[log f] ≤ log 𝔼[f],   mean_k log a_k ≤ log mean_k a_k      (f > 0 almost surely, f and log f integrable)

>>> accepts(jensen, "E[q(z)](log(f(z)))", "log(E[q(z)](f(z)))", "≤")
['integrable[q(z)](f(z))']
>>> refuses(jensen, "E[q(z)](log(f(z)))", "log(E[q(z)](f(z)))", "≥")
True
""",
    Schema("E[q(z)](log(f(z))) <= log(E[q(z)](f(z)))", given=("integrable[q(z)](f(z))",)),
    Schema("mean[k:n](log(a(k))) <= log(mean[k:n](a(k)))"),
    source="Cover and Thomas, Elements of Information Theory, section 2.6")

jensen_equality = stated("jensen_equality", """The mean of a logarithm is as large as it can be only where its argument is constant.

    𝔼[log f] = log c  ⇔  f = c almost surely      (𝔼[f] ≤ c; c = 1 may be written 𝔼[log f] = 0)

It follows from log u ≤ u − 1 with equality at u = 1 only: (f/c − 1) − log(f/c) is never negative, and has a mean ≤ 0.

>>> accepts(jensen_equality, "E[q(z)](log(f(z))) == 0", "always[q(z)](f(z) == 1)", "⇔")
['E[q(z)](f(z)) <= 1', 'integrable[q(z)](f(z))', 'integrable[q(z)](log(f(z)))']
>>> refuses(jensen_equality, "E[q(z)](log(f(z))) == 0", "always[q(z)](f(z) == 2)", "⇔")
True
""",
    Schema("iff(E[q(z)](log(f(z))) == log(c(x)), always[q(z)](f(z) == c(x)))",
           given=("E[q(z)](f(z)) <= c(x)", "integrable[q(z)](f(z))", "integrable[q(z)](log(f(z)))")),
    Schema("iff(E[q(z)](log(f(z))) == 0, always[q(z)](f(z) == 1))",
           given=("E[q(z)](f(z)) <= 1", "integrable[q(z)](f(z))", "integrable[q(z)](log(f(z)))")),
    source="Cover and Thomas, Elements of Information Theory, section 2.6")

zero_mean = stated("zero_mean", """A mean of something that is never negative is zero only where that is zero almost surely.

    𝔼[d] = 0  ⇔  d = 0 almost surely,   ∫ d = 0  ⇔  d = 0 almost everywhere      (d ≥ 0 by its form, as a square is)

>>> accepts(zero_mean, "E[q(z)]((f(z) - g(z))**2) == 0", "always[q(z)]((f(z) - g(z))**2 == 0)", "⇔")
['integrable[q(z)](f(z) ** 2 + g(z) ** 2 - 2 * f(z) * g(z))']
>>> refuses(zero_mean, "E[q(z)](f(z)) == 0", "always[q(z)](f(z) == 0)", "⇔")
True
""",
    Schema("iff(E[q(z)](d(z)) == 0, always[q(z)](d(z) == 0))", given=("integrable[q(z)](d(z))",)),
    Schema("iff(integral[z](d(z)) == 0, always[z](d(z) == 0))", given=("integrable[z](d(z))",)),
    source="Billingsley, Probability and Measure, theorem 15.2")

tangent = stated("tangent", """The logarithm lies below its tangent at one.

    log u ≤ u − 1 ≤ u      (u > 0)

As every inequality, it may stand with a factor and beside other terms, also several times in one line.

>>> accepts(tangent, "log(f(z))", "f(z) - 1", "≤")
[]
>>> accepts(tangent, "1 - 2*log(f(z))", "3 - 2*f(z)", "≥")
[]
>>> refuses(tangent, "log(f(z))", "f(z) - 2", "≤")
True
""",
    Schema("log(u(x)) <= u(x) - 1"),
    Schema("log(u(x)) <= u(x)"),
    source="Hardy, Littlewood and Pólya, Inequalities, section 4.2")

support = stated("support", """Importance weighting: an integral as a mean of the integrand, divided by the density of the draws.

    𝔼_q[f/q] = ∫ f                   (f integrable, and q > 0 wherever f ≠ 0)
    𝔼_q[r/q · g] = ∫ r g = 𝔼_r[g]    (the same, of f = r g)
    𝔼_q[f/q] ≤ ∫ f                   (f integrable, and f ≥ 0)

No draw of q falls where q is zero, so the mean leaves out the integral of f over these points.  That is nothing where f is zero at all of
them; and it is not negative where f ≥ 0, so the mean is at most the integral: 𝔼_q[p(x, z)/q(z)] ≤ p(x), whatever q misses.

>>> accepts(support, "E[q(z)](p(x, z)/q(z))", "integral[z](p(x, z))")
['always[z](implies(p(x, z) > 0, q(z) > 0))']
>>> accepts(support, "E[q(z)](p(x, z)/q(z))", "integral[z](p(x, z))", "≤")
[]
>>> refuses(support, "E[q(z)](p(x, z)/q(z))", "integral[z](p(x, z))", "≥")
True
""",
    Schema("E[p(z)](f(z)/p(z)) == integral[z](f(z))",
           given=("always[z](implies(f(z) != 0, p(z) > 0))", "integrable[z](f(z))"), everywhere=True),
    Schema("E[p(z)](d(z)/p(z)) <= integral[z](d(z))", given=("integrable[z](d(z))",)),
    source="Robert and Casella, Monte Carlo Statistical Methods, section 3.3")
