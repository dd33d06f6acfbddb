"""The report on 2.1.12: the gradient of the ELBO in one factor's parameter, and the Markov blanket.

z is the third variable, and `phi` its λ_3; `psi`, `theta` and `omega` are λ_4, all the λ_{5,n}, and λ_1 with λ_2.  A product over
n is notation here, and nothing that is said depends on it: all the y_n are one point y, all the x_n one point x.  From line
566 on w_1 and w_2 are one point w.  The figure is missing; the model is read from line 575, by which z has the parent v, the
children x and their other parents y: of the law `a` of v and y and the law `e` of w, given all but z, nothing is known, so
that w may come before or after the others.  In line 566 q_(3) is the law that lines 577 and 579 name, of z, v and y.
"""

from derivations import (
    D, E, Law, Point, abbreviation, algebra, definition, differentiate, dominated, factorise, integrable,
    integral, leibniz, linearity, log, logarithm, marginal, parameters, points, product_rule, theorem)
from derivations.reported.claim import not_checkable, reported

v, w, w1, w2, x, y, z = points("v w w1 w2 x y z")
phi, psi, theta, omega = parameters("phi psi theta omega")
o, k = Point("o", "w"), Point("k", "z")  # other values of w and z
a, c, d, e = Law("a", v, y), Law("c", z | v), Law("d", x | z, y), Law("e", w | v, x, y)
p = Law("p", v, y, z, x, w, product=(a(v, y), c(z | v), d(x | z, y), e(w | v, x, y)))
s, r, m, u = Law("s", z), Law("r", v), Law("m", y), Law("u", w)  # the factors, each with a parameter of its own
q = Law("q", w1, w2, z, v, y, independent=True)  # the mean field, where no derivative is taken
q3 = Law("q3", z, v, y, independent=True)  # the law that the mean field gives to z, v and y
h = Law("h", x)  # a factor of the data, which the mean field lacks


@abbreviation
def L(phi):
    """The ELBO of the mean field."""
    return E[s[phi](z), r[psi](v), m[theta](y), u[omega](w)](
        log(p(v, w, x, y, z)/(s[phi](z)*r[psi](v)*m[theta](y)*u[omega](w))))


@abbreviation
def part(phi):
    """The part of the ELBO in which z occurs."""
    return E[s[phi](z), r[psi](v), m[theta](y)](log(c(z | v)*d(x | z, y)/s[phi](z)))


@abbreviation
def rest(x):
    """The part of the ELBO in which z does not occur."""
    return E[r[psi](v), m[theta](y), u[omega](w)](
        log(a(v, y)*e(w | v, x, y)/(r[psi](v)*m[theta](y)*u[omega](w))))


@abbreviation
def log_p3(v, x, y, z):
    """What line 575 calls log p_3."""
    return log(c(z | v)) + log(d(x | z, y))


@abbreviation
def at_z(z):
    """The law of the third variable alone, which q_(3)(z) is in the notation of line 564."""
    return q3(z)


@abbreviation
def over_the_set(x):
    """The product over the set of line 571, which has the data as a member."""
    return q3(z)*q3(v)*q3(y)*h(x)


# --- true statements ----------------------------------------------------------------------------------------------


@theorem("2.1.12", title="The score of a factor has mean zero")
def score_of_a_factor(proof):
    proof.claim(E[s[phi](z)](D[phi](log(s[phi](z)))) == 0)
    proof.given(dominated[z](phi, s[phi](z)))
    proof.starts(E[s[phi](z)](D[phi](log(s[phi](z)))))
    proof.eq(integral[z](s[phi](z)*D[phi](log(s[phi](z)))), by=definition)
    proof.eq(integral[z](D[phi](s[phi](z))), by=differentiate)
    proof.eq(D[phi](integral[z](s[phi](z))), by=leibniz)
    proof.eq(D[phi](1), by=marginal)
    proof.eq(0, by=differentiate)


@theorem("2.1.12", title="The ELBO is a part in which z occurs, with its blanket alone, and a part in which it does not")
def in_two_parts(proof):
    proof.claim(L(phi) == part(phi) + rest(x))
    proof.given(integrable[s[phi](z), r[psi](v), m[theta](y)](log(c(z | v)*d(x | z, y)/s[phi](z))),
                integrable[r[psi](v), m[theta](y), u[omega](w)](
                    log(a(v, y)*e(w | v, x, y)/(r[psi](v)*m[theta](y)*u[omega](w)))))
    proof.starts(L(phi))
    proof.eq(E[s[phi](z), r[psi](v), m[theta](y), u[omega](w)](
        log(a(v, y)*c(z | v)*d(x | z, y)*e(w | v, x, y)/(s[phi](z)*r[psi](v)*m[theta](y)*u[omega](w)))), by=factorise)
    proof.eq(E[s[phi](z), r[psi](v), m[theta](y), u[omega](w)](
        log(c(z | v)*d(x | z, y)/s[phi](z))
        + log(a(v, y)*e(w | v, x, y)/(r[psi](v)*m[theta](y)*u[omega](w)))), by=logarithm)
    proof.eq(E[s[phi](z), r[psi](v), m[theta](y), u[omega](w)](log(c(z | v)*d(x | z, y)/s[phi](z)))
             + E[s[phi](z), r[psi](v), m[theta](y), u[omega](w)](
                 log(a(v, y)*e(w | v, x, y)/(r[psi](v)*m[theta](y)*u[omega](w)))), by=linearity)
    proof.eq(part(phi) + rest(x), by=marginal)


@theorem("2.1.12", title="The gradient of the part in which z occurs")
def gradient_of_the_part(proof):
    proof.claim(D[phi](part(phi))
                == E[s[phi](z), r[psi](v), m[theta](y)](D[phi](log(s[phi](z)))*(log_p3(v, x, y, z) - log(s[phi](z)))))
    proof.given(dominated[v, y, z](phi, s[phi](z)*r[psi](v)*m[theta](y)*log(c(z | v)*d(x | z, y)/s[phi](z))),
                dominated[z](phi, s[phi](z)))
    proof.starts(D[phi](part(phi)))
    proof.eq(integral[v, y, z](D[phi](s[phi](z)*r[psi](v)*m[theta](y)*log(c(z | v)*d(x | z, y)/s[phi](z)))), by=leibniz)
    proof.eq(integral[v, y, z](
        s[phi](z)*r[psi](v)*m[theta](y)
        *(D[phi](log(s[phi](z)))*log(c(z | v)*d(x | z, y)/s[phi](z)) - D[phi](log(s[phi](z))))), by=differentiate)
    proof.eq(E[s[phi](z), r[psi](v), m[theta](y)](
        D[phi](log(s[phi](z)))*log(c(z | v)*d(x | z, y)/s[phi](z)) - D[phi](log(s[phi](z)))), by=definition)
    proof.eq(E[s[phi](z), r[psi](v), m[theta](y)](D[phi](log(s[phi](z)))*log(c(z | v)*d(x | z, y)/s[phi](z)))
             - E[s[phi](z), r[psi](v), m[theta](y)](D[phi](log(s[phi](z)))), by=linearity)
    proof.eq(E[s[phi](z), r[psi](v), m[theta](y)](D[phi](log(s[phi](z)))*log(c(z | v)*d(x | z, y)/s[phi](z)))
             - E[s[phi](z)](D[phi](log(s[phi](z)))), by=marginal)
    proof.eq(E[s[phi](z), r[psi](v), m[theta](y)](D[phi](log(s[phi](z)))*log(c(z | v)*d(x | z, y)/s[phi](z))),
             by=score_of_a_factor)
    proof.eq(E[s[phi](z), r[psi](v), m[theta](y)](D[phi](log(s[phi](z)))*(log_p3(v, x, y, z) - log(s[phi](z)))), by=logarithm)
    proof.twin(D[phi](part(phi)) == E[s[phi](z), r[psi](v), m[theta](y)](D[phi](log(s[phi](z)))*log_p3(v, x, y, z)),
               "forgetting the entropy of the factor")
    proof.twin(D[phi](part(phi)) == E[s[phi](z), r[psi](v), m[theta](y)](log_p3(v, x, y, z) - log(s[phi](z))), "forgetting the score")
    proof.twin(D[phi](part(phi)) == E[s[phi](z), r[psi](v), m[theta](y)](
        D[phi](log(s[phi](z)))*(log(c(z | v)) - log(s[phi](z)))), "leaving the children out of the blanket")


@theorem("2.1.12", title="The logarithm of the joint density depends on z by log p_3")
def log_joint(proof):
    proof.claim(log(p(v, w, x, y, z)) - log(p(v, w, x, y, k)) == log_p3(v, x, y, z) - log_p3(v, x, y, k))
    proof.given(p(v, w, x, y, z) > 0, p(v, w, x, y, k) > 0)
    proof.starts(log(p(v, w, x, y, z)) - log(p(v, w, x, y, k)))
    proof.eq(log(a(v, y)*c(z | v)*d(x | z, y)*e(w | v, x, y)) - log(a(v, y)*c(k | v)*d(x | k, y)*e(w | v, x, y)),
             by=factorise)
    proof.eq(log_p3(v, x, y, z) - log_p3(v, x, y, k), by=logarithm)


@theorem("2.1.12", title="Without z the joint density keeps the law of the variables outside the blanket for a factor")
def without_z(proof):
    proof.claim(p(v, w, x, y) == p(v, x, y)*e(w | v, x, y))
    proof.starts(p(v, w, x, y))
    proof.eq(integral[z](p(v, w, x, y, z)), by=marginal)
    proof.eq(integral[z](a(v, y)*c(z | v)*d(x | z, y)*e(w | v, x, y)), by=factorise)
    proof.eq(e(w | v, x, y)*integral[z](a(v, y)*c(z | v)*d(x | z, y)), by=linearity)
    proof.eq(e(w | v, x, y)*integral[z](p(v, x, y, z)), by=factorise)
    proof.eq(p(v, x, y)*e(w | v, x, y), by=marginal)


@theorem("2.1.12", title="Under the mean field z, v and y have their factors' product for their law")
def law_of_three(proof):
    proof.claim(q3(v, y, z) == q3(z)*q3(v)*q3(y))
    proof.starts(q3(v, y, z))
    proof.eq(q3(z)*q3(v)*q3(y), by=factorise)


# --- printed statements -------------------------------------------------------------------------------------------


not_checkable(
    "2.1.12-a", lines=(562, 562), kind="caption", says="Figure 5 shows the graphical model of the question.",
    why="The figure is missing from the text.  It is right if z has the one parent v, the children x_n, and the y_n as "
        "their other parents, which is the blanket that the text goes on to name.")


@reported("2.1.12-b", lines=(557, 557), kind="prose", goal=True,
          says="The Rao-Blackwellised gradient in λ_3 is derived, for this model and the mean field: a mean over z and its "
               "blanket alone is the gradient of the ELBO.")
def aim(proof):
    proof.claim(D[phi](L(phi))
                == E[s[phi](z), r[psi](v), m[theta](y)](D[phi](log(s[phi](z)))*(log_p3(v, x, y, z) - log(s[phi](z)))))
    proof.given(dominated[v, y, z](phi, s[phi](z)*r[psi](v)*m[theta](y)*log(c(z | v)*d(x | z, y)/s[phi](z))),
                dominated[v, w, y, z](phi, s[phi](z)*r[psi](v)*m[theta](y)*u[omega](w)
                                      *log(p(v, w, x, y, z)/(s[phi](z)*r[psi](v)*m[theta](y)*u[omega](w)))),
                dominated[z](phi, s[phi](z)),
                integrable[r[psi](v), m[theta](y), u[omega](w)](
                    log(a(v, y)*e(w | v, x, y)/(r[psi](v)*m[theta](y)*u[omega](w)))))
    proof.starts(D[phi](L(phi)))
    proof.eq(D[phi](part(phi) + rest(x)), by=in_two_parts)
    proof.eq(D[phi](part(phi)), by=differentiate)
    proof.eq(E[s[phi](z), r[psi](v), m[theta](y)](D[phi](log(s[phi](z)))*(log_p3(v, x, y, z) - log(s[phi](z)))),
             by=gradient_of_the_part)


@reported("2.1.12-c", lines=(564, 564), kind="line",
          says="The mean field, each factor at its own λ, is the product of its five factors; that of y is itself the product "
               "of those of the y_n.")
def mean_field(proof):
    proof.claim(q(v, w1, w2, y, z) == q(w1)*q(w2)*q(z)*q(v)*q(y))
    proof.starts(q(v, w1, w2, y, z))
    proof.eq(q(w1)*q(w2)*q(z)*q(v)*q(y), by=factorise)


@reported("2.1.12-d", lines=(566, 566), kind="line", goal=True,
          says="The gradient of the ELBO in λ_3 is the mean under q_(3) of the score of z times log p_3 minus log q.")
def line_566(proof):
    proof.claim(D[phi](L(phi))
                == E[s[phi](z), r[psi](v), m[theta](y)](D[phi](log(s[phi](z)))*(log_p3(v, x, y, z) - log(s[phi](z)))))
    proof.given(dominated[v, y, z](phi, s[phi](z)*r[psi](v)*m[theta](y)*log(c(z | v)*d(x | z, y)/s[phi](z))),
                dominated[v, w, y, z](phi, s[phi](z)*r[psi](v)*m[theta](y)*u[omega](w)
                                      *log(p(v, w, x, y, z)/(s[phi](z)*r[psi](v)*m[theta](y)*u[omega](w)))),
                dominated[z](phi, s[phi](z)),
                integrable[r[psi](v), m[theta](y), u[omega](w)](
                    log(a(v, y)*e(w | v, x, y)/(r[psi](v)*m[theta](y)*u[omega](w)))))
    proof.starts(D[phi](L(phi)))
    proof.eq(E[s[phi](z), r[psi](v), m[theta](y)](D[phi](log(s[phi](z)))*(log_p3(v, x, y, z) - log(s[phi](z)))), by=aim.statement)


@reported("2.1.12-e", lines=(571, 571), kind="line",
          says="z with its blanket are z, v, x and y: with no other variable does z occur in the joint density, whose logarithm "
               "changes with z by the same amount whatever w is.")
def the_set(proof):
    proof.claim(log(p(v, w, x, y, z)) - log(p(v, w, x, y, k)) == log(p(o, v, x, y, z)) - log(p(o, v, x, y, k)))
    proof.given(p(v, w, x, y, z) > 0, p(v, w, x, y, k) > 0, p(o, v, x, y, z) > 0, p(o, v, x, y, k) > 0)
    proof.starts(log(p(v, w, x, y, z)) - log(p(v, w, x, y, k)))
    proof.eq(log_p3(v, x, y, z) - log_p3(v, x, y, k), by=log_joint)
    proof.eq(log(p(o, v, x, y, z)) - log(p(o, v, x, y, k)), by=log_joint.at({w: o}))


@reported("2.1.12-f", lines=(572, 572), kind="prose",
          says="The parent v, the children x and their other parents y are all of the blanket of z: given them, z has the same "
               "law whatever the other variables are.")
def the_blanket(proof):
    proof.claim(p(z | v, w, x, y) == p(z | v, x, y))
    proof.given(p(v, w, x, y) > 0, p(v, x, y) > 0)
    proof.starts(p(z | v, w, x, y))
    proof.eq(p(v, w, x, y, z)/p(v, w, x, y), by=product_rule)
    proof.eq(a(v, y)*c(z | v)*d(x | z, y)*e(w | v, x, y)/p(v, w, x, y), by=factorise)
    proof.eq(p(v, x, y, z)*e(w | v, x, y)/p(v, w, x, y), by=factorise)
    proof.eq(p(z | v, x, y)*p(v, x, y)*e(w | v, x, y)/p(v, w, x, y), by=product_rule)
    proof.eq(p(z | v, x, y)*p(v, w, x, y)/p(v, w, x, y), by=without_z)
    proof.eq(p(z | v, x, y), by=algebra)


@reported("2.1.12-g", lines=(573, 573), kind="prose",
          says="log p_3 is the portion of the joint probability that depends on z: the joint probability changes with z by "
               "as much as log p_3.",
          printed="(in words) log p_3(x, z): the portion of the joint probability",
          right="(in words) log p_3(x, z): the portion of the logarithm of the joint probability",
          correction=("It is the portion of the logarithm of the joint probability that depends on z", log_joint),
          evident=True)
def portion(proof):
    proof.claim(p(v, w, x, y, z) - p(v, w, x, y, k) == log_p3(v, x, y, z) - log_p3(v, x, y, k))
    proof.given(p(v, w, x, y, z) > 0, p(v, w, x, y, k) > 0)
    proof.reading(p(v, w, x, y, z)/p(v, w, x, y, k) == log_p3(v, x, y, z)/log_p3(v, x, y, k), "a factor, and not a term, of the joint probability")


@reported("2.1.12-h", lines=(575, 575), kind="line",
          says="What depends on z is log p(z | v) and the log p(x_n | z, y_n): without them the logarithm of the joint density is "
               "the same for every z.")
def line_575(proof):
    proof.claim(log(p(v, w, x, y, z)) - (log(c(z | v)) + log(d(x | z, y)))
                == log(p(v, w, x, y, k)) - (log(c(k | v)) + log(d(x | k, y))))
    proof.given(p(v, w, x, y, z) > 0, p(v, w, x, y, k) > 0)
    proof.starts(log(p(v, w, x, y, z)) - (log(c(z | v)) + log(d(x | z, y))))
    proof.eq(log(a(v, y)*c(z | v)*d(x | z, y)*e(w | v, x, y)) - (log(c(z | v)) + log(d(x | z, y))), by=factorise)
    proof.eq(log(a(v, y)*c(k | v)*d(x | k, y)*e(w | v, x, y)) - (log(c(k | v)) + log(d(x | k, y))), by=logarithm)
    proof.eq(log(p(v, w, x, y, k)) - (log(c(k | v)) + log(d(x | k, y))), by=factorise)


@reported("2.1.12-i", lines=(577, 577), kind="prose",
          says="The variables that depend on z are its blanket, which the brackets name: once that is known, w has the same "
               "law whatever z is.")
def depend_on_z(proof):
    proof.claim(p(w | v, x, y, z) == p(w | v, x, y))
    proof.given(p(v, x, y, z) > 0, p(v, x, y) > 0)
    proof.starts(p(w | v, x, y, z))
    proof.eq(p(v, w, x, y, z)/p(v, x, y, z), by=product_rule)
    proof.eq(a(v, y)*c(z | v)*d(x | z, y)*e(w | v, x, y)/(a(v, y)*c(z | v)*d(x | z, y)), by=factorise)
    proof.eq(p(v, x, y)*e(w | v, x, y)/p(v, x, y), by=algebra)
    proof.eq(p(v, w, x, y)/p(v, x, y), by=without_z)
    proof.eq(p(w | v, x, y), by=product_rule)


@reported("2.1.12-j", lines=(579, 579), part=1, kind="line",
          says="The density of q_(3) at z_(3), which is z with its blanket, is that at z, the third variable alone.",
          printed="q_(3)(z_(3)) = q_(3)(z)", right="q_(3)(z_(3)) = q(z|λ_3) q(v|λ_4) Π_n q(y_n|λ_{5,n})",
          correction=("The index is missing: at z_(3) it is the product of the factors of z, v and y", law_of_three),
          evident=True)
def index_lost(proof):
    proof.claim(q3(v, y, z) == at_z(z))
    proof.mend(at_z(z), q3(v, y, z))


@reported("2.1.12-k", lines=(579, 579), part=2, kind="line",
          says="q_(3) is the product of a factor q(z_j | λ_j) for each z_j in z_(3), in which line 571 has the data x_n, too.",
          printed="q_(3)(z_(3)) = Π_{z_j ∈ z_(3)} q(z_j|λ_j)", right="q_(3)(z_(3)) = Π_{z_j ∈ z_(3), z_j ≠ x_n} q(z_j|λ_j)",
          correction=("The data are not drawn from q and have no λ: the product is over z, v and the y_n", law_of_three),
          evident=True)
def over_the_data(proof):
    proof.claim(q3(v, y, z) == over_the_set(x))
    proof.mend(over_the_set(x), q3(z)*q3(v)*q3(y))


@reported("2.1.12-l", lines=(579, 579), part=2, kind="step",
          says="The density at z, the third variable alone, is the product of a factor for each variable in z_(3).",
          printed="q_(3)(z) = Π_{z_j ∈ z_(3)} q(z_j|λ_j)",
          correction=("At z_(3), and over z, v and the y_n, it is", law_of_three))
def into_the_product(proof):
    proof.claim(at_z(z) == over_the_set(x))


@reported("2.1.12-m", lines=(579, 579), part=3, kind="step",
          says="The product over z_(3), in which the data are, is that of the factors of z, v and the y_n.",
          printed="Π_{z_j ∈ z_(3)} q(z_j|λ_j) = q(z|λ_3) q(v|λ_4) Π_n q(y_n|λ_{5,n})",
          correction=("It is where z_j is never a variable of the data", law_of_three))
def without_the_data(proof):
    proof.claim(over_the_set(x) == q3(z)*q3(v)*q3(y))


@reported("2.1.12-n", lines=(579, 579), part=3, kind="line",
          says="q_(3), the law that the mean field gives to z and its blanket, is the product of the factors of z, v and y.")
def line_579(proof):
    proof.claim(q3(v, y, z) == q3(z)*q3(v)*q3(y))
    proof.starts(q3(v, y, z))
    proof.eq(q3(z)*q3(v)*q3(y), by=law_of_three)
