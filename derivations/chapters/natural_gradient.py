"""The natural gradient of two parameters: steepest descent in the Fisher metric, in any chart, and how fast it converges.

F is a symmetric, positive definite matrix of two rows, such as the Fisher information of a law with two parameters.  It is
said by its entries F11 and F12 and by its determinant d, where F11 and d are positive numbers: F22 is (d + F12²)/F11.  The
squared length of a small step v in the metric of F is F11 v₁² + 2 F12 v₁ v₂ + F22 v₂²: twice the divergence that the step
causes, to second order.  The *natural gradient* of a loss is F⁻¹ times its gradient g.  Nothing but the gradient is asked of
the loss, so that all of this holds for a negative ELBO as it does for a negative log likelihood.

Of all steps of one length, the step along the natural gradient changes a linear loss most.  In another chart, which is
another choice of the two parameters, the same step is found: J times the natural gradient in θ is the one in η, where J
holds the derivatives of η in θ.  The gradient itself has no such property.  Where η are the natural parameters of an
exponential family, the derivatives of the mean parameters in η are F, and the natural gradient in η is the gradient in the
mean parameters.

Near a minimum at which the Hessian of the loss is F, gradient descent with the rate r multiplies an error along an
eigenvector of F by 1 − r k, where k is its eigenvalue; natural gradient descent multiplies every error by 1 − r.  The
chapter `gamma_descent` says what this means for the Gamma law.

Sources: Amari (1998), Natural gradient works efficiently in learning; Martens (2020), New insights and perspectives on the
natural gradient method; Khan and Rue (2023), The Bayesian learning rule.
"""

from derivations import abbreviation, algebra, iff, parameters, positives, rearrange, sum_of_squares, theorem

F11, d, r, k, e = positives("F11 d r k e")
F12, g1, g2, v1, v2 = parameters("F12 g1 g2 v1 v2")
j11, j12, j21, j22, h1, h2 = parameters("j11 j12 j21 j22 h1 h2")


@abbreviation
def F22():
    """The last entry of F, by its determinant d."""
    return (d + F12**2)/F11


@abbreviation
def length(v1, v2):
    """The squared length of a step in the metric of F."""
    return F11*v1**2 + 2*F12*v1*v2 + F22()*v2**2


@abbreviation
def natural_1(g1, g2):
    """The first entry of the natural gradient, which is F⁻¹ g."""
    return (F22()*g1 - F12*g2)/d


@abbreviation
def natural_2(g1, g2):
    """The second entry of the natural gradient."""
    return (F11*g2 - F12*g1)/d


# --- steepest descent ---------------------------------------------------------------------------------------------


@theorem("2.2.15", title="The matrix times the natural gradient is the gradient, its first entry")
def solves_first(proof):
    proof.claim(F11*natural_1(g1, g2) + F12*natural_2(g1, g2) == g1)
    proof.starts(F11*natural_1(g1, g2) + F12*natural_2(g1, g2))
    proof.eq(g1, by=algebra)
    proof.twin(F22()*natural_1(g1, g2) + F12*natural_2(g1, g2) == g1,
               "leaving the entries of the diagonal where they are")
    proof.twin(F11*natural_1(g1, g2) - F12*natural_2(g1, g2) == g1,
               "losing the sign beside the diagonal")


@theorem("2.2.15", title="The matrix times the natural gradient is the gradient, its second entry")
def solves_second(proof):
    proof.claim(F12*natural_1(g1, g2) + F22()*natural_2(g1, g2) == g2)
    proof.starts(F12*natural_1(g1, g2) + F22()*natural_2(g1, g2))
    proof.eq(g2, by=algebra)
    proof.twin(F12*natural_1(g1, g2) + F22()*natural_2(g1, g2) == g1,
               "taking one entry of the gradient for the other")
    proof.twin(F12*natural_1(g1, g2) + F11*natural_2(g1, g2) == g2,
               "leaving the entries of the diagonal where they are")


@theorem("2.2.15", title="The squared length of a step is a sum of two squares")
def length_in_squares(proof):
    """So it is never negative where F11 and the determinant are positive, and zero for no other step than zero."""
    proof.claim(length(v1, v2)
                == (F11*v1 + F12*v2)**2/F11 + d/F11*v2**2)
    proof.starts(length(v1, v2))
    proof.eq((F11*v1 + F12*v2)**2/F11 + d/F11*v2**2, by=algebra)
    proof.twin(length(v1, v2) == F11*v1**2 + F22()*v2**2, "leaving out what stands beside the diagonal")
    proof.twin(length(v1, v2) == (F11*v1 + F12*v2)**2/F11 + d*v2**2,
               "dividing the first square alone")


@theorem("2.2.15", title="No step has a negative squared length")
def length_not_negative(proof):
    proof.claim(length(v1, v2) >= 0)
    proof.starts(length(v1, v2))
    proof.eq((F11*v1 + F12*v2)**2/F11 + d/F11*v2**2, by=length_in_squares)
    proof.ge(0, by=sum_of_squares)
    proof.twin(length(v1, v2) >= F11*v1**2 + F22()*v2**2, "leaving out what stands beside the diagonal")


@theorem("2.2.15", title="The slope of the loss along the natural gradient is its squared length")
def slope(proof):
    """So the loss rises along its natural gradient, to first order, and falls along minus the natural gradient."""
    proof.claim(g1*natural_1(g1, g2) + g2*natural_2(g1, g2)
                == length(natural_1(g1, g2), natural_2(g1, g2)))
    proof.starts(g1*natural_1(g1, g2) + g2*natural_2(g1, g2))
    proof.eq(length(natural_1(g1, g2), natural_2(g1, g2)), by=algebra)
    proof.twin(g1*natural_1(g1, g2) + g2*natural_2(g1, g2)
               == length(g1, g2),
               "measuring the gradient instead of the natural gradient")
    proof.twin(g1*natural_1(g1, g2) + g2*natural_2(g1, g2) == g1**2 + g2**2,
               "taking the slope along the gradient")


@theorem("2.2.15", title="The slope along a step, completed to a square")
def completed(proof):
    proof.claim(length(v1, v2) - 2*(g1*v1 + g2*v2)
                == length(v1 - natural_1(g1, g2), v2 - natural_2(g1, g2))
                - (g1*natural_1(g1, g2) + g2*natural_2(g1, g2)))
    proof.starts(length(v1, v2) - 2*(g1*v1 + g2*v2))
    proof.eq(length(v1 - natural_1(g1, g2), v2 - natural_2(g1, g2))
             - (g1*natural_1(g1, g2) + g2*natural_2(g1, g2)), by=algebra)
    proof.twin(length(v1, v2) - 2*(g1*v1 + g2*v2)
               == length(v1 - g1, v2 - g2) - (g1**2 + g2**2),
               "completing the square with the gradient")


@abbreviation
def slope_along(h1, h2, v1, v2):
    """How much a loss changes along the step v, to first order, where its natural gradient is h: its gradient is F h."""
    return (F11*h1 + F12*h2)*v1 + (F12*h1 + F22()*h2)*v2


@theorem("2.2.15", title="No step of one length changes a linear loss more than that along the natural gradient")
def steepest(proof):
    """The natural gradient is h.  The squared change along a step v is at most the product of both squared lengths."""
    proof.claim(slope_along(h1, h2, v1, v2)**2 <= length(v1, v2)*length(h1, h2))
    proof.starts(slope_along(h1, h2, v1, v2)**2)
    proof.le(slope_along(h1, h2, v1, v2)**2 + d*(h1*v2 - h2*v1)**2, by=sum_of_squares)
    proof.eq(length(v1, v2)*length(h1, h2), by=algebra)
    proof.twin(slope_along(h1, h2, v1, v2)**2 <= (v1**2 + v2**2)*length(h1, h2), "measuring steps by their entries alone")
    proof.twin(slope_along(h1, h2, v1, v2)**2 >= length(v1, v2)*length(h1, h2), "turning the inequality round")


@theorem("2.2.15", title="Only steps along the natural gradient change a linear loss as much")
def steepest_alone(proof):
    proof.claim(iff(slope_along(h1, h2, v1, v2)**2 == length(v1, v2)*length(h1, h2), h1*v2 == h2*v1))
    proof.starts(slope_along(h1, h2, v1, v2)**2 == length(v1, v2)*length(h1, h2))
    proof.iff(slope_along(h1, h2, v1, v2)**2 == slope_along(h1, h2, v1, v2)**2 + d*(h1*v2 - h2*v1)**2, by=algebra)
    proof.iff(d*(h1*v2 - h2*v1)**2/d == 0, by=rearrange)
    proof.iff((h1*v2 - h2*v1)**2 == 0, by=algebra)
    proof.iff(h1*v2 == h2*v1, by=rearrange)
    proof.twin(iff(slope_along(h1, h2, v1, v2)**2 == length(v1, v2)*length(h1, h2),
                   (F11*h1 + F12*h2)*v2 == (F12*h1 + F22()*h2)*v1),
               "taking the gradient for the direction of steepest ascent")


@theorem("2.2.15", title="The best step, where long steps cost")
def best_step(proof):
    """The change of a linear loss plus the squared length over twice the rate is least at the step of natural gradient descent,
    which is minus the rate times the natural gradient."""
    proof.claim(g1*v1 + g2*v2 + length(v1, v2)/(2*r)
                >= -r*(g1*natural_1(g1, g2) + g2*natural_2(g1, g2))/2)
    proof.starts(g1*v1 + g2*v2 + length(v1, v2)/(2*r))
    proof.eq(length(v1 + r*natural_1(g1, g2), v2 + r*natural_2(g1, g2))/(2*r)
             - r*(g1*natural_1(g1, g2) + g2*natural_2(g1, g2))/2, by=algebra)
    proof.ge(-r*(g1*natural_1(g1, g2) + g2*natural_2(g1, g2))/2,
             by=length_not_negative.at({v1: v1 + r*natural_1(g1, g2), v2: v2 + r*natural_2(g1, g2)}))
    proof.twin(g1*v1 + g2*v2 + length(v1, v2)/(2*r) >= -r*(g1**2 + g2**2)/2,
               "measuring the step by its entries alone")


# --- another chart: J holds the derivatives of η in θ ---------------------------------------------------------------


@abbreviation
def T11():
    """The matrix in θ, which is JᵀFJ: its first diagonal entry."""
    return j11**2*F11 + 2*j11*j21*F12 + j21**2*F22()


@abbreviation
def T12():
    """The matrix in θ, beside the diagonal."""
    return j11*j12*F11 + (j11*j22 + j21*j12)*F12 + j21*j22*F22()


@abbreviation
def T22():
    """The matrix in θ, its second diagonal entry."""
    return j12**2*F11 + 2*j12*j22*F12 + j22**2*F22()


@abbreviation
def t1():
    """The gradient in θ, which is Jᵀg: its first entry."""
    return j11*g1 + j21*g2


@abbreviation
def t2():
    """The gradient in θ, its second entry."""
    return j12*g1 + j22*g2


@abbreviation
def chart_1():
    """The natural gradient in θ, its first entry."""
    return (T22()*t1() - T12()*t2())*(1/(j11*j22 - j12*j21))**2/d


@abbreviation
def chart_2():
    """The natural gradient in θ, its second entry."""
    return (T11()*t2() - T12()*t1())*(1/(j11*j22 - j12*j21))**2/d


@theorem("2.2.15", title="The determinant in another chart")
def chart_determinant(proof):
    proof.claim(T11()*T22() - T12()**2 == (j11*j22 - j12*j21)**2*d)
    proof.starts(T11()*T22() - T12()**2)
    proof.eq((j11*j22 - j12*j21)**2*d, by=algebra)
    proof.twin(T11()*T22() - T12()**2 == (j11*j22 - j12*j21)*d, "taking the determinant of J once")
    proof.twin(T11()*T22() - T12()**2 == d, "taking the determinant for the same in every chart")


@theorem("2.2.15", title="A step has one length in every chart")
def chart_length(proof):
    proof.claim(T11()*v1**2 + 2*T12()*v1*v2 + T22()*v2**2 == length(j11*v1 + j12*v2, j21*v1 + j22*v2))
    proof.starts(T11()*v1**2 + 2*T12()*v1*v2 + T22()*v2**2)
    proof.eq(length(j11*v1 + j12*v2, j21*v1 + j22*v2), by=algebra)
    proof.twin(T11()*v1**2 + 2*T12()*v1*v2 + T22()*v2**2 == length(j11*v1 + j21*v2, j12*v1 + j22*v2),
               "turning J over its diagonal")
    proof.twin(T11()*v1**2 + 2*T12()*v1*v2 + T22()*v2**2 == length(v1, v2), "taking the step for the same in every chart")


@theorem("2.2.15", title="The natural gradient is the same step in every chart, its first entry")
def invariance_first(proof):
    """J times the natural gradient in θ is the natural gradient in η."""
    proof.claim(j11*chart_1() + j12*chart_2() == natural_1(g1, g2))
    proof.given(j11*j22 - j12*j21 != 0)
    proof.starts(j11*chart_1() + j12*chart_2())
    proof.eq(natural_1(g1, g2), by=algebra)
    proof.twin(j11*chart_1() + j21*chart_2() == natural_1(g1, g2), "turning J over its diagonal")
    proof.twin(j11*t1() + j12*t2() == g1, "taking the gradient for the same step in every chart")


@theorem("2.2.15", title="The natural gradient is the same step in every chart, its second entry")
def invariance_second(proof):
    proof.claim(j21*chart_1() + j22*chart_2() == natural_2(g1, g2))
    proof.given(j11*j22 - j12*j21 != 0)
    proof.starts(j21*chart_1() + j22*chart_2())
    proof.eq(natural_2(g1, g2), by=algebra)
    proof.twin(j12*chart_1() + j22*chart_2() == natural_2(g1, g2), "turning J over its diagonal")
    proof.twin(chart_2() == natural_2(g1, g2), "comparing entries of two charts")


# --- mean parameters: their derivatives in the natural parameters are F -----------------------------------------------


@theorem("2.2.15", title="The natural gradient is the gradient in the mean parameters, its first entry")
def mean_gradient_first(proof):
    """h is the gradient in the mean parameters; by the chain rule the gradient in the natural parameters is F h."""
    proof.claim(natural_1(F11*h1 + F12*h2, F12*h1 + F22()*h2) == h1)
    proof.starts(natural_1(F11*h1 + F12*h2, F12*h1 + F22()*h2))
    proof.eq(h1, by=algebra)
    proof.twin(F11*h1 + F12*h2 == h1, "taking the gradient for the same in both")
    proof.twin(natural_1(F11*h1 - F12*h2, F12*h1 + F22()*h2) == h1, "losing the sign beside the diagonal")


@theorem("2.2.15", title="The natural gradient is the gradient in the mean parameters, its second entry")
def mean_gradient_second(proof):
    proof.claim(natural_2(F11*h1 + F12*h2, F12*h1 + F22()*h2) == h2)
    proof.starts(natural_2(F11*h1 + F12*h2, F12*h1 + F22()*h2))
    proof.eq(h2, by=algebra)
    proof.twin(F12*h1 + F22()*h2 == h2, "taking the gradient for the same in both")
    proof.twin(natural_1(F11*h1 + F12*h2, F12*h1 + F22()*h2) == h2, "taking one entry of the gradient for the other")


# --- how fast both descents converge --------------------------------------------------------------------------------
# The Hessian at the minimum is the matrix with the eigenvalue k along v, and e across v; every symmetric matrix has this form.


@abbreviation
def S11():
    """The matrix with eigenvalue k along v and e across v: its first diagonal entry."""
    return (k*v1**2 + e*v2**2)/(v1**2 + v2**2)


@abbreviation
def S12():
    """The matrix beside the diagonal."""
    return (k - e)*v1*v2/(v1**2 + v2**2)


@abbreviation
def S22():
    """The matrix, its second diagonal entry."""
    return (k*v2**2 + e*v1**2)/(v1**2 + v2**2)


@theorem("2.2.19", title="Gradient descent multiplies an error along an eigenvector by 1 − r k, its first entry")
def gd_rate_first(proof):
    """At the error v the gradient is the Hessian times v, to first order."""
    proof.claim(v1 - r*(S11()*v1 + S12()*v2) == (1 - r*k)*v1)
    proof.given(v1**2 + v2**2 != 0)
    proof.starts(v1 - r*(S11()*v1 + S12()*v2))
    proof.eq((1 - r*k)*v1, by=algebra)
    proof.twin(v1 - r*(S11()*v1 + S12()*v2) == (1 - r)*v1, "taking gradient descent for natural gradient descent")
    proof.twin(v1 - r*(S11()*v1 + S12()*v2) == (1 - r/k)*v1, "dividing by the eigenvalue")
    proof.twin(v1 - r*(S11()*v1 + S12()*v2) == (1 - r*e)*v1, "taking one eigenvalue for the other")


@theorem("2.2.19", title="Gradient descent multiplies an error along an eigenvector by 1 − r k, its second entry")
def gd_rate_second(proof):
    proof.claim(v2 - r*(S12()*v1 + S22()*v2) == (1 - r*k)*v2)
    proof.given(v1**2 + v2**2 != 0)
    proof.starts(v2 - r*(S12()*v1 + S22()*v2))
    proof.eq((1 - r*k)*v2, by=algebra)
    proof.twin(v2 - r*(S12()*v1 + S22()*v2) == (1 - r)*v2, "taking gradient descent for natural gradient descent")


@theorem("2.2.19", title="Gradient descent lets no error grow along an eigenvector exactly where the rate is at most 2/k")
def gd_stable(proof):
    proof.claim(iff((1 - r*k)**2 <= 1, r <= 2/k))
    proof.starts((1 - r*k)**2 <= 1)
    proof.iff(r**2*k**2 - 2*r*k <= 0, by=rearrange)
    proof.iff((r**2*k**2 - 2*r*k)/r <= 0, by=rearrange)
    proof.iff(r*k**2 - 2*k <= 0, by=algebra)
    proof.iff((r*k**2 - 2*k)/k <= 0, by=rearrange)
    proof.iff(r*k - 2 <= 0, by=algebra)
    proof.iff(r <= 2/k, by=rearrange)
    proof.twin(iff((1 - r*k)**2 <= 1, r <= 1/k), "asking that no error changes its sign")
    proof.twin(iff((1 - r*k)**2 <= 1, r <= 2), "forgetting the curvature")
    proof.twin(iff((1 - r*k)**2 <= 1, r <= 2*k), "multiplying where one divides by the curvature")


@theorem("2.2.19", title="The determinant is the product of both eigenvalues")
def eigenvalues(proof):
    proof.claim(S11()*S22() - S12()**2 == k*e)
    proof.given(v1**2 + v2**2 != 0)
    proof.starts(S11()*S22() - S12()**2)
    proof.eq(k*e, by=algebra)
    proof.twin(S11()*S22() - S12()**2 == k*e/(v1**2 + v2**2), "leaving the length of v in it")
    proof.twin(S11()*S22() == k*e, "leaving out what stands beside the diagonal")


@theorem("2.2.19", title="Along an eigenvector the natural gradient is the gradient, divided by the eigenvalue, its first entry")
def directions_first(proof):
    """So along a direction in which the law changes little the step becomes longer, and along one in which it changes much,
    shorter.  The determinant is k e."""
    proof.claim((S22()*v1 - S12()*v2)/(k*e) == v1/k)
    proof.given(v1**2 + v2**2 != 0)
    proof.starts((S22()*v1 - S12()*v2)/(k*e))
    proof.eq(v1/k, by=algebra)
    proof.twin((S22()*v1 - S12()*v2)/(k*e) == k*v1, "multiplying: lengthening the steps that change the law much")
    proof.twin((S22()*v1 - S12()*v2)/(k*e) == v1, "taking the gradient for the natural gradient")


@theorem("2.2.19", title="Along an eigenvector the natural gradient is the gradient, divided by the eigenvalue, its second entry")
def directions_second(proof):
    proof.claim((S11()*v2 - S12()*v1)/(k*e) == v2/k)
    proof.given(v1**2 + v2**2 != 0)
    proof.starts((S11()*v2 - S12()*v1)/(k*e))
    proof.eq(v2/k, by=algebra)
    proof.twin((S11()*v2 - S12()*v1)/(k*e) == k*v2, "multiplying: lengthening the steps that change the law much")


@theorem("2.2.19", title="Natural gradient descent multiplies every error by 1 − r, its first entry")
def ngd_rate_first(proof):
    """Where the Hessian is F: at the error v the gradient is F v, to first order."""
    proof.claim(v1 - r*natural_1(F11*v1 + F12*v2, F12*v1 + F22()*v2) == (1 - r)*v1)
    proof.starts(v1 - r*natural_1(F11*v1 + F12*v2, F12*v1 + F22()*v2))
    proof.eq((1 - r)*v1, by=algebra)
    proof.twin(v1 - r*(F11*v1 + F12*v2) == (1 - r)*v1, "taking gradient descent for natural gradient descent")


@theorem("2.2.19", title="Natural gradient descent multiplies every error by 1 − r, its second entry")
def ngd_rate_second(proof):
    proof.claim(v2 - r*natural_2(F11*v1 + F12*v2, F12*v1 + F22()*v2) == (1 - r)*v2)
    proof.starts(v2 - r*natural_2(F11*v1 + F12*v2, F12*v1 + F22()*v2))
    proof.eq((1 - r)*v2, by=algebra)
    proof.twin(v2 - r*(F12*v1 + F22()*v2) == (1 - r)*v2, "taking gradient descent for natural gradient descent")
