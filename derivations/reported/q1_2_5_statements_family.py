"""The report on 1.2.5, statement by statement: the variational family."""

from derivations.reported.facts_layout import Means
from derivations.reported.q1_2_5 import DENSITY, JOINT, STORED, L
from derivations.reported.q1_2_5_statements import OFF, statement, text
from derivations.reported.rules import Is, at_most, both, probable

MU, TAU = probable(L + "draw_pvalues.mu"), probable(L + "draw_pvalues.tau")
MU_LAW = "Kolmogorov–Smirnov p {exact.listing.draw_pvalues.mu}"
TAU_LAW = "Kolmogorov–Smirnov p {exact.listing.draw_pvalues.tau}"
LOGS = "they are off by {exact.listing.stored_error}"

FAMILY_AS_PRINTED = """\
class x():
    def x(x):
        x = x(1).x()

    def x(x):
        ""

    x, x, x, x = x.
        x()
    x = x.x.x(x, x).x()
    return (x, x)

def x(x, x):
    x, x = x
    x = x.x.x(x, x).
        x(x)
    return x + x
"""
FAMILY_MEANT = """\
class x():
    def x(x):
        x = x(1).x()

    def x(x):
        ""
        x, x, x, x = x.x()
        x = x.x.x(x, x).x()
        return (x, x)

    def x(x, x):
        x, x = x
        x = x.x.x(x, x).x(x)
        return x + x
"""

text("1.2.5-cq", lines=(269, 354), says="In the lines and columns in which it is printed Python reads the family as it is meant.",
     printed="lines 320, 339 and 342 end within a statement; lines 320 to 352 stand one column of blocks too far left",
     right="these lines go on; lines 320 to 331 stand in the method that draws, line 333 in the class",
     fact=Means(FAMILY_AS_PRINTED, FAMILY_MEANT, instead="the lines have to be joined, and the columns those of the class",
                evident=Means(FAMILY_MEANT, FAMILY_MEANT, instead="")))

statement("1.2.5-cr", lines=(272, 274), says="The model is conjugate to the family: the exact posterior is one of its laws.",
          rule=at_most("exact.posterior.gap", 1e-9),
          instead="the ELBO of the best law of the family is {exact.posterior.gap} nats below log p(x)")

statement("1.2.5-cs", lines=(278, 278), says="Given τ, μ is normal with mean μ_N and variance 1/(λ_N τ).", rule=MU, instead=MU_LAW)

statement("1.2.5-ct", lines=(279, 279), says="τ is Gamma of shape α_N and rate β_N.", rule=TAU, instead=TAU_LAW)

statement("1.2.5-cu", lines=(281, 281), says="The parameters are the four μ_N, λ_N, α_N and β_N.", rule=Is(L + "parameters", 4),
          instead="there are {exact.listing.parameters}")

statement("1.2.5-cv", lines=(285, 285), says="μ_N starts with a standard normal draw.",
          rule=probable(L + "start_pvalues.loc"), instead="Kolmogorov–Smirnov p {exact.listing.start_pvalues.loc}")

statement("1.2.5-cw", lines=(286, 286), says="λ_N starts with a uniform draw between 0.5 and 2.5.",
          rule=probable(L + "start_pvalues.precision_scale"),
          instead="Kolmogorov–Smirnov p {exact.listing.start_pvalues.precision_scale}")

statement("1.2.5-cx", lines=(287, 287), says="α_N starts with a uniform draw between 1 and 4.",
          rule=probable(L + "start_pvalues.shape"), instead="Kolmogorov–Smirnov p {exact.listing.start_pvalues.shape}")

statement("1.2.5-cy", lines=(288, 288), says="β_N starts with a uniform draw between 0.5 and 3.5.",
          rule=probable(L + "start_pvalues.rate"), instead="Kolmogorov–Smirnov p {exact.listing.start_pvalues.rate}")

statement("1.2.5-cz", lines=(290, 294), says="μ_N and the logarithms of the three others are stored, and take a gradient.",
          rule=both(STORED, Is(L + "parameters_require_gradient", True)),
          instead=LOGS + "; they take a gradient: {exact.listing.parameters_require_gradient}")

statement("1.2.5-da", lines=(296, 297), says="μ_N is stored as it is.", rule=STORED, instead=LOGS)

statement("1.2.5-db", lines=(299, 301), says="λ_N, α_N and β_N are the exponentials of what is stored.", rule=STORED, instead=LOGS)

statement("1.2.5-dc", lines=(303, 303), says="The four are returned in this order.", rule=STORED, instead=LOGS)

statement("1.2.5-dd", lines=(305, 306), says="A copy of what is stored is handed out.", rule=Is(L + "stored_is_copy", True),
          instead="it is other, or moves with what is stored")

statement("1.2.5-de", lines=(308, 309), says="A copy of new parameters can be stored.", rule=Is(L + "store_sets", True),
          instead="what is stored is another")

statement("1.2.5-df", lines=(320, 321), says="A draw is of the present parameters.", rule=STORED, instead=LOGS)

statement("1.2.5-dg", lines=(323, 323), says="τ is drawn from its Gamma law.", rule=TAU, instead=TAU_LAW)

statement("1.2.5-dh", lines=(325, 325), says="Given τ, the precision of μ is λ_N τ.", rule=MU, instead=MU_LAW)

statement("1.2.5-di", lines=(327, 327), says="The scale of μ is one over the root of that precision.", rule=MU, instead=MU_LAW)

statement("1.2.5-dj", lines=(329, 329), says="μ is drawn from its normal law.", rule=MU, instead=MU_LAW)

statement("1.2.5-dk", lines=(331, 331), says="The draw is the pair of μ and τ, in the order in which the densities take it.",
          rule=both(DENSITY, JOINT), instead="the densities are off by {exact.listing.log_q_error} and {exact.listing.log_joint_error}")

statement("1.2.5-dl", lines=(338, 338), says="The density takes the pair apart in that order.", rule=DENSITY, instead=OFF + "log_q_error}")

statement("1.2.5-dm", lines=(339, 340), says="The density is that of the present parameters.", rule=STORED, instead=LOGS)

statement("1.2.5-dn", lines=(342, 343), says="log q(τ) is the Gamma law's.", rule=DENSITY, instead=OFF + "log_q_error}")

statement("1.2.5-do", lines=(345, 347), says="The scale of μ in its density is one over the root of λ_N τ.", rule=DENSITY,
          instead=OFF + "log_q_error}")

statement("1.2.5-dp", lines=(349, 350), says="log q(μ | τ) is the normal law's.", rule=DENSITY, instead=OFF + "log_q_error}")

statement("1.2.5-dq", lines=(352, 352), says="The sum log q(τ) + log q(μ | τ) is returned.", rule=DENSITY, instead=OFF + "log_q_error}")
