"""The mean field of a normal law of two numbers: its factors, what they miss, and how coordinate ascent reaches them.

The law of the pair (y₁, y₂) has the means μ₁ and μ₂ and the precision matrix [[p₁₁, p₁₂], [p₁₂, p₂₂]], which is the inverse
of the covariance matrix.  Both diagonal entries are declared positive, and
the determinant p₁₁ p₂₂ − p₁₂² is given as positive.  The law is written as
that of y₁ times that of y₂, given y₁; `log_joint` says that its exponent is the quadratic form of the matrix.

The mean field is a product of two normal laws, of means n₁ and n₂ and precisions l₁ and l₂.  The best factor of y₁, given
the other, has the precision p₁₁ whatever the other is, and the mean μ₁ − p₁₂ (n₂ − μ₂)/p₁₁.  So the variances of the best
mean field are 1/p₁₁ and 1/p₂₂, which are too small: y₁ has the variance p₂₂/(p₁₁ p₂₂ − p₁₂²).  Its means are the exact
ones, and each round of coordinate ascent multiplies what is left by ρ² = p₁₂²/(p₁₁ p₂₂), the square of the correlation.

What the best mean field misses is −log(1 − ρ²)/2, which is ρ²/2 at least: it is zero only where p₁₂ is.

The second number in the brackets of `Normal` is a variance.

Sources: Bishop (2006), Pattern Recognition and Machine Learning, section 10.1.2; MacKay (2003), Information Theory,
Inference, and Learning Algorithms, chapter 33.
"""

from derivations import (
    KL, E, Normal, abbreviation, algebra, definition, density, exp, family, integral, linearity, log, logarithm,
    marginal, parameters, pi, positives, proportional, reals, tangent, theorem)

y1, y2 = reals("y1 y2")
p11, p22 = positives("p11 p22")
(p12,) = parameters("p12")
mu1, mu2 = parameters("mu1 mu2")
n1, n2, l1, l2 = parameters("n1 n2 l1 l2")


@abbreviation
def det(p11, p12, p22):
    """The determinant of the precision matrix."""
    return p11*p22 - p12**2


@abbreviation
def joint(y1, y2):
    """The law of the pair: that of y₁, and that of y₂, given y₁."""
    return Normal[mu1, p22/det(p11, p12, p22)](y1)*Normal[mu2 - p12/p22*(y1 - mu1), 1/p22](y2)


@abbreviation
def square(y1, y2):
    """The quadratic form of the precision matrix."""
    return p11*(y1 - mu1)**2 + 2*p12*(y1 - mu1)*(y2 - mu2) + p22*(y2 - mu2)**2


@abbreviation
def field(y1, y2, n1, l1, n2, l2):
    """The mean field of means n₁ and n₂ and precisions l₁ and l₂."""
    return Normal[n1, 1/l1](y1)*Normal[n2, 1/l2](y2)


@abbreviation
def loss(n1, l1, n2, l2):
    """The divergence of the mean field from the law, as `divergence` says."""
    return ((log(l1) + log(l2) - log(det(p11, p12, p22)))/2 - 1 + p11/l1/2 + p22/l2/2
            + (p11*(n1 - mu1)**2 + 2*p12*(n1 - mu1)*(n2 - mu2) + p22*(n2 - mu2)**2)/2)


@theorem("1.1.2", title="The exponent of the law is the quadratic form of the precision matrix")
def log_joint(proof):
    proof.claim(log(joint(y1, y2)) == log(det(p11, p12, p22))/2 - log(2*pi) - square(y1, y2)/2)
    proof.given(det(p11, p12, p22) > 0)
    proof.starts(log(joint(y1, y2)))
    proof.eq(log(det(p11, p12, p22))/2 - log(2*pi) - square(y1, y2)/2, by=density)
    proof.twin(log(joint(y1, y2)) == -log(det(p11, p12, p22))/2 - log(2*pi) - square(y1, y2)/2,
               "taking the determinant of the covariance for that of the precision")
    proof.twin(log(joint(y1, y2)) == log(det(p11, p12, p22))/2 - log(2*pi) - square(y1, y2), "forgetting the one half")
    proof.twin(log(joint(y1, y2)) == log(det(p11, p12, p22))/2 - log(2*pi)
               - (p11*(y1 - mu1)**2 + p12*(y1 - mu1)*(y2 - mu2) + p22*(y2 - mu2)**2)/2, "counting the mixed term once")


@theorem("1.1.2", title="The divergence of a mean field from a normal law")
def divergence(proof):
    proof.claim(KL[y1, y2](field(y1, y2, n1, l1, n2, l2), joint(y1, y2)) == loss(n1, l1, n2, l2))
    proof.given(det(p11, p12, p22) > 0, l1 > 0, l2 > 0)
    proof.starts(KL[y1, y2](field(y1, y2, n1, l1, n2, l2), joint(y1, y2)))
    proof.eq(E[Normal[n1, 1/l1](y1), Normal[n2, 1/l2](y2)](log(field(y1, y2, n1, l1, n2, l2)/joint(y1, y2))), by=definition)
    proof.eq(E[Normal[n1, 1/l1](y1), Normal[n2, 1/l2](y2)](
        (log(l1) + log(l2) - log(det(p11, p12, p22)))/2 - l1*(y1 - n1)**2/2 - l2*(y2 - n2)**2/2 + square(y1, y2)/2),
             by=density)
    proof.eq(loss(n1, l1, n2, l2), by=family)
    proof.twin(KL[y1, y2](joint(y1, y2), field(y1, y2, n1, l1, n2, l2)) == loss(n1, l1, n2, l2),
               "writing the divergence the other way round")
    proof.twin(KL[y1, y2](field(y1, y2, n1, l1, n2, l2), joint(y1, y2)) == loss(mu1, l1, mu2, l2), "leaving out what wrong means cost")
    proof.twin(KL[y1, y2](field(y1, y2, n1, l1, n2, l2), joint(y1, y2)) == loss(n1, l1, n2, l2) - p11/l1/2 - p22/l2/2 + 1,
               "forgetting the variances in the mean of the square")


# --- the factors --------------------------------------------------------------------------------------------------


@abbreviation
def best_mean(n2):
    """The mean of the best factor of y₁."""
    return mu1 - p12*(n2 - mu2)/p11


@abbreviation
def rest(n2, l2):
    """What does not depend on y₁ in the mean log density over y₂."""
    return (log(det(p11, p12, p22))/2 - log(2*pi) - p22/l2/2 - p22*(n2 - mu2)**2/2 + p12**2*(n2 - mu2)**2/p11/2)


@theorem("1.1.2", title="The mean log density over one number is a square in the other")
def score(proof):
    proof.claim(E[Normal[n2, 1/l2](y2)](log(joint(y1, y2))) == rest(n2, l2) - p11*(y1 - best_mean(n2))**2/2)
    proof.given(det(p11, p12, p22) > 0, l2 > 0)
    proof.starts(E[Normal[n2, 1/l2](y2)](log(joint(y1, y2))))
    proof.eq(E[Normal[n2, 1/l2](y2)](log(det(p11, p12, p22))/2 - log(2*pi) - square(y1, y2)/2), by=log_joint)
    proof.eq(log(det(p11, p12, p22))/2 - log(2*pi) - p11*(y1 - mu1)**2/2 - p12*(y1 - mu1)*(n2 - mu2)
             - p22*(1/l2 + (n2 - mu2)**2)/2, by=family)
    proof.eq(rest(n2, l2) - p11*(y1 - best_mean(n2))**2/2, by=algebra)
    proof.twin(E[Normal[n2, 1/l2](y2)](log(joint(y1, y2))) == rest(n2, l2) - p11*(y1 - mu1)**2/2, "leaving the mean of the other factor out")
    proof.twin(E[Normal[n2, 1/l2](y2)](log(joint(y1, y2))) == rest(n2, l2) - p11*(y1 - mu1 - p12*(n2 - mu2)/p11)**2/2, "losing the sign of p₁₂")
    proof.twin(E[Normal[n2, 1/l2](y2)](log(joint(y1, y2))) == log(det(p11, p12, p22))/2 - log(2*pi) - square(y1, n2)/2,
               "putting the mean of the other number into the log density")


@theorem("1.1.2", title="The best factor is normal, with the precision on the diagonal")
def best_factor(proof):
    proof.claim(proportional[y1](exp(E[Normal[n2, 1/l2](y2)](log(joint(y1, y2)))))(y1) == Normal[best_mean(n2), 1/p11](y1))
    proof.given(det(p11, p12, p22) > 0, l2 > 0)
    proof.starts(proportional[y1](exp(E[Normal[n2, 1/l2](y2)](log(joint(y1, y2)))))(y1))
    proof.eq(exp(E[Normal[n2, 1/l2](y2)](log(joint(y1, y2))))/integral[y1](exp(E[Normal[n2, 1/l2](y2)](log(joint(y1, y2))))),
             by=definition)
    proof.eq(exp(rest(n2, l2) - p11*(y1 - best_mean(n2))**2/2)/integral[y1](exp(E[Normal[n2, 1/l2](y2)](log(joint(y1, y2))))),
             by=score)
    proof.eq(exp(rest(n2, l2) - p11*(y1 - best_mean(n2))**2/2)/integral[y1](exp(rest(n2, l2) - p11*(y1 - best_mean(n2))**2/2)),
             by=score)
    proof.eq(exp(rest(n2, l2))*exp(-p11*(y1 - best_mean(n2))**2/2)
             /integral[y1](exp(rest(n2, l2))*exp(-p11*(y1 - best_mean(n2))**2/2)), by=logarithm)
    proof.eq(exp(rest(n2, l2))*exp(-p11*(y1 - best_mean(n2))**2/2)
             /(exp(rest(n2, l2))*integral[y1](exp(-p11*(y1 - best_mean(n2))**2/2))), by=linearity)
    proof.eq(exp(-p11*(y1 - best_mean(n2))**2/2)/integral[y1](exp(-p11*(y1 - best_mean(n2))**2/2)), by=algebra)
    proof.eq(exp((log(2*pi) - log(p11))/2)*Normal[best_mean(n2), 1/p11](y1)
             /integral[y1](exp((log(2*pi) - log(p11))/2)*Normal[best_mean(n2), 1/p11](y1)), by=density)
    proof.eq(exp((log(2*pi) - log(p11))/2)*Normal[best_mean(n2), 1/p11](y1)/exp((log(2*pi) - log(p11))/2), by=marginal)
    proof.eq(Normal[best_mean(n2), 1/p11](y1), by=algebra)
    proof.twin(proportional[y1](exp(E[Normal[n2, 1/l2](y2)](log(joint(y1, y2)))))(y1) == Normal[best_mean(n2), p22/det(p11, p12, p22)](y1),
               "taking the exact variance of y₁")
    proof.twin(proportional[y1](exp(E[Normal[n2, 1/l2](y2)](log(joint(y1, y2)))))(y1) == Normal[mu1, 1/p11](y1),
               "taking the exact mean before the other factor has it")
    proof.twin(proportional[y1](exp(E[Normal[n2, 1/l2](y2)](log(joint(y1, y2)))))(y1) == Normal[best_mean(n2), p11](y1),
               "taking the precision for the variance")
    proof.twin(exp(E[Normal[n2, 1/l2](y2)](log(joint(y1, y2)))) == Normal[best_mean(n2), 1/p11](y1), "forgetting the normaliser")


@theorem("1.1.2", title="What the best factor misses of the variance")
def variance(proof):
    proof.claim(p22/det(p11, p12, p22) - 1/p11 == p12**2/(p11*det(p11, p12, p22)))
    proof.given(det(p11, p12, p22) != 0)
    proof.starts(p22/det(p11, p12, p22) - 1/p11)
    proof.eq(p12**2/(p11*det(p11, p12, p22)), by=algebra)
    proof.twin(p22/det(p11, p12, p22) - 1/p11 == 0, "taking one over the precision for the variance")
    proof.twin(p22/det(p11, p12, p22) - 1/p11 == -p12**2/(p11*det(p11, p12, p22)), "believing that the mean field spreads more")


@theorem("1.1.2", title="Each round of coordinate ascent multiplies what is left of the mean by the squared correlation")
def contraction(proof):
    proof.claim(mu1 - p12*(mu2 - p12*(n1 - mu1)/p22 - mu2)/p11 - mu1 == p12**2/(p11*p22)*(n1 - mu1))
    proof.starts(mu1 - p12*(mu2 - p12*(n1 - mu1)/p22 - mu2)/p11 - mu1)
    proof.eq(p12**2/(p11*p22)*(n1 - mu1), by=algebra)
    proof.twin(mu1 - p12*(mu2 - p12*(n1 - mu1)/p22 - mu2)/p11 - mu1 == 0, "believing that one round is enough")
    proof.twin(mu1 - p12*(mu2 - p12*(n1 - mu1)/p22 - mu2)/p11 - mu1 == -p12**2/(p11*p22)*(n1 - mu1), "losing a sign")
    proof.twin(mu1 - p12*(mu2 - p12*(n1 - mu1)/p22 - mu2)/p11 - mu1 == p12/p11*(n1 - mu1), "counting one update for a round")


# --- what is missed -----------------------------------------------------------------------------------------------


@theorem("1.1.2", title="What the best mean field misses")
def gap(proof):
    proof.claim(KL[y1, y2](field(y1, y2, mu1, p11, mu2, p22), joint(y1, y2)) == -log(1 - p12**2/(p11*p22))/2)
    proof.given(det(p11, p12, p22) > 0)
    proof.starts(KL[y1, y2](field(y1, y2, mu1, p11, mu2, p22), joint(y1, y2)))
    proof.eq(loss(mu1, p11, mu2, p22), by=divergence.at({n1: mu1, l1: p11, n2: mu2, l2: p22}))
    proof.eq((log(p11) + log(p22) - log(det(p11, p12, p22)))/2, by=algebra)
    proof.eq(-log(det(p11, p12, p22)/(p11*p22))/2, by=logarithm)
    proof.eq(-log(1 - p12**2/(p11*p22))/2, by=algebra)
    proof.twin(KL[y1, y2](field(y1, y2, mu1, p11, mu2, p22), joint(y1, y2)) == 0, "believing that the best mean field is exact")
    proof.twin(KL[y1, y2](field(y1, y2, mu1, p11, mu2, p22), joint(y1, y2)) == -log(1 - p12**2/(p11*p22)), "forgetting the one half")
    proof.twin(KL[y1, y2](field(y1, y2, mu1, det(p11, p12, p22)/p22, mu2, det(p11, p12, p22)/p11), joint(y1, y2))
               == -log(1 - p12**2/(p11*p22))/2, "taking the exact variances for those of the best mean field")
    proof.twin(KL[y1, y2](joint(y1, y2), field(y1, y2, mu1, p11, mu2, p22)) == -log(1 - p12**2/(p11*p22))/2,
               "writing the divergence the other way round")


@theorem("1.1.2", title="What the best mean field misses is half the squared correlation at least")
def gap_at_least(proof):
    """The gap of the best mean field is half of the right side."""
    proof.claim(p12**2/(p11*p22) <= -log(1 - p12**2/(p11*p22)))
    proof.given(1 - p12**2/(p11*p22) > 0)
    proof.starts(p12**2/(p11*p22))
    proof.eq(-(1 - p12**2/(p11*p22) - 1), by=algebra)
    proof.le(-log(1 - p12**2/(p11*p22)), by=tangent)
    proof.twin(2*p12**2/(p11*p22) <= -log(1 - p12**2/(p11*p22)), "counting the squared correlation twice")
    proof.twin(p12**2/(p11*p22) >= -log(1 - p12**2/(p11*p22)), "turning the relation round")


@abbreviation
def excess(u):
    """The excess of a number over one and its logarithm, which is never negative."""
    return u - 1 - log(u)


@theorem("1.1.2", title="No mean field is nearer")
def nearest(proof):
    """What another mean field misses more is never negative: an excess for each variance, and squares of the means."""
    proof.claim(loss(n1, l1, n2, l2) == -log(1 - p12**2/(p11*p22))/2 + (excess(p11/l1) + excess(p22/l2))/2
                + p11*(n1 - mu1 + p12/p11*(n2 - mu2))**2/2 + det(p11, p12, p22)/p11*(n2 - mu2)**2/2)
    proof.given(det(p11, p12, p22) > 0, l1 > 0, l2 > 0)
    proof.starts(loss(n1, l1, n2, l2))
    proof.eq((log(l1) + log(l2) - log(det(p11, p12, p22)))/2 + (p11/l1 - 1 + p22/l2 - 1)/2
             + p11*(n1 - mu1 + p12/p11*(n2 - mu2))**2/2 + det(p11, p12, p22)/p11*(n2 - mu2)**2/2, by=algebra)
    proof.eq(-log(det(p11, p12, p22)/(p11*p22))/2 + (excess(p11/l1) + excess(p22/l2))/2
             + p11*(n1 - mu1 + p12/p11*(n2 - mu2))**2/2 + det(p11, p12, p22)/p11*(n2 - mu2)**2/2, by=logarithm)
    proof.eq(-log(1 - p12**2/(p11*p22))/2 + (excess(p11/l1) + excess(p22/l2))/2
             + p11*(n1 - mu1 + p12/p11*(n2 - mu2))**2/2 + det(p11, p12, p22)/p11*(n2 - mu2)**2/2, by=algebra)
    proof.twin(loss(n1, l1, n2, l2) == -log(1 - p12**2/(p11*p22))/2, "taking every mean field for the nearest")
    proof.twin(loss(n1, l1, n2, l2) == -log(1 - p12**2/(p11*p22))/2 + (excess(l1/p11) + excess(l2/p22))/2
               + p11*(n1 - mu1 + p12/p11*(n2 - mu2))**2/2 + det(p11, p12, p22)/p11*(n2 - mu2)**2/2,
               "taking the quotients of the precisions upside down")
    proof.twin(loss(mu1, det(p11, p12, p22)/p22, mu2, det(p11, p12, p22)/p11) <= loss(mu1, p11, mu2, p22),
               "taking the exact variances for the best ones")
