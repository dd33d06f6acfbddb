"""The report on 1.2.5, statement by statement: the joint density, the application, the plots and the table."""

from derivations.reported.claim import from_listing
from derivations.reported.facts import Defined, Reads
from derivations.reported.facts_layout import Lacks, Means
from derivations.reported.misprints import Agrees
from derivations.reported.q1_2_5 import JOINT, UNBIASED, L
from derivations.reported.q1_2_5_statements import ARGUMENTS, IMPORTED, ITERATIONS, OFF, TAKEN, statement, text
from derivations.reported.rules import Is, Near, at_most, both

LIKELIHOOD = at_most(L + "log_likelihood_error", 1e-4)
PRIOR_MU, PRIOR_TAU = at_most(L + "log_prior_mu_error", 1e-4), at_most(L + "log_prior_tau_error", 1e-4)
ITERATION = Is(L + "recorded_at", [1, 10, 20, 10000])
RECORDED = "records are of {exact.listing.recorded_at}"
RUN = "runs.reinforce.structured."

JOINT_TEXT = """\
def x(x, x):
    x, x = x
    x = 1 / x.x(x)
    x = 1.0
    x = x.x.x(x, x).x(x).x()
    x = x * x
    x = x.x.x(x, x).x(x)
    x = x.x.x(x, x).x(x)
    return x + x + x
"""
LINE = 'x.x(x, a="", b="", x="")\n'  # the names of its arguments differ
PLOT = 'x.x(x=(14, 6))\nx, x = x(*x[""])\nx.x(x, x, "")\n{}x.x("")\nx.x("")\nx.x("", x=14)\nx.x(x=0.3)\n'

# --- the joint density --------------------------------------------------------------------------------------------

text("1.2.5-dr", lines=(358, 403), says="Python reads the joint density, where a line goes on until the next number.",
     fact=Means(JOINT_TEXT, JOINT_TEXT, instead="it cannot be read"))

text("1.2.5-ds", lines=(360, 365), says="Data and latent variables are the arguments.",
     fact=Defined(("D", "z"), ("D", "z"), instead="one of them is used and not given"))

statement("1.2.5-dt", lines=(361, 361), says="The function computes the log joint density log p(D, Z).", rule=JOINT,
          instead=OFF + "log_joint_error}")

statement("1.2.5-du", lines=(366, 367), says="It returns log p(D, Z).", rule=JOINT, instead=OFF + "log_joint_error}")

statement("1.2.5-dv", lines=(373, 373), says="log p(D, Z) is log p(D | Z) + log p(Z).",
          rule=both(LIKELIHOOD, PRIOR_MU, PRIOR_TAU),
          instead="the parts are off by {exact.listing.log_likelihood_error}, {exact.listing.log_prior_mu_error} and "
                  "{exact.listing.log_prior_tau_error}")

statement("1.2.5-dw", lines=(374, 376), says="Z is the pair of μ and τ.", rule=JOINT, instead=OFF + "log_joint_error}")

statement("1.2.5-dx", lines=(377, 377), says="The scale of the data is one over the root of τ.", rule=LIKELIHOOD,
          instead=OFF + "log_likelihood_error}")

statement("1.2.5-dy", lines=(379, 379), says="μ_0 is 1.", rule=Is("exact.prior.loc", 1.0), instead="it is {exact.prior.loc}")

statement("1.2.5-dz", lines=(380, 380), says="λ_0 is 0.1.", rule=Is("exact.prior.precision_scale", 0.1),
          instead="it is {exact.prior.precision_scale}")

statement("1.2.5-ea", lines=(381, 381), says="α_0 is 1.", rule=Is("exact.prior.shape", 1.0), instead="it is {exact.prior.shape}")

statement("1.2.5-eb", lines=(382, 382), says="β_0 is 2.", rule=Is("exact.prior.rate", 2.0), instead="it is {exact.prior.rate}")

statement("1.2.5-ec", lines=(384, 386), says="log p(D | Z) is the sum of the normal log densities of the data.", rule=LIKELIHOOD,
          instead=OFF + "log_likelihood_error}")

statement("1.2.5-ed", lines=(388, 388), says="log p(μ, τ) is log p(μ | τ) + log p(τ).", rule=both(PRIOR_MU, PRIOR_TAU),
          instead="they are off by {exact.listing.log_prior_mu_error} and {exact.listing.log_prior_tau_error}")

statement("1.2.5-ee", lines=(390, 392), says="In the prior, μ given τ has precision λ_0 τ, and the scale that goes with it.",
          rule=PRIOR_MU, instead=OFF + "log_prior_mu_error}")

statement("1.2.5-ef", lines=(393, 394), says="log p(μ | τ) is the normal law's of mean μ_0 and that scale.", rule=PRIOR_MU,
          instead=OFF + "log_prior_mu_error}")

statement("1.2.5-eg", lines=(396, 398), says="log p(τ) is the Gamma law's of shape α_0 and rate β_0.", rule=PRIOR_TAU,
          instead=OFF + "log_prior_tau_error}")

# --- the application ----------------------------------------------------------------------------------------------

text("1.2.5-eh", lines=(410, 410), says="The family that is made is the one that was defined.",
     fact=Defined(("NormalGammaVariationalFamily",), ("BlackBoxVI", "NormalGammaVariationalFamily"),
                  instead="no family of that name was"))

text("1.2.5-ei", lines=(412, 414), says="The class is given arguments that it has.",
     fact=Defined(("log_joint_distribution", "S", "variational_family_q", "learning_rate"), ARGUMENTS,
                  instead="it has no such argument"))

statement("1.2.5-ej", lines=(415, 415), says="The fit takes 10⁴ iterations.", rule=ITERATIONS, instead=TAKEN)

statement("1.2.5-ek", lines=(417, 417), says="The last record of E[μ] is printed, that of iteration 10⁴.",
          rule=Is(L + "recorded_at.3", 10000), instead="it is of iteration {exact.listing.recorded_at.3}")

text("1.2.5-el", lines=(418, 419), says="A rule and a heading are printed, by statements that Python reads.",
     fact=Reads("x(f\"{''*60}\")\nx(f\"\")", instead="it cannot be read"))

statement("1.2.5-em", lines=(420, 421), says="E_q[μ] at the end of the run is printed, and the true mean beside it.",
          rule=both(Near("tables.1.mu", RUN + "mu"), Is("exact.true.mu", 1.0)),
          instead="the run ends on {" + RUN + "mu}; the true mean is {exact.true.mu}")

statement("1.2.5-en", lines=(422, 423), says="E_q[τ] at the end of the run is printed, and the true precision beside it.",
          rule=both(Near("tables.1.tau", RUN + "tau"), Is("exact.true.tau", 0.5)),
          instead="the run ends on {" + RUN + "tau}; the true precision is {exact.true.tau}")

text("1.2.5-eo", lines=(425, 425), says="The precision of the data is printed.",
     printed="line 425: a text without its opening quotation mark", right="line 425: the quotation mark after f",
     fact=Reads("x(f>{1.0/x.x():.4f}\")", instead="a quotation mark has to follow the f; table 1 has the number",
                evident=Reads("x(f\"{1.0/x.x():.4f}\")", instead="")))

text("1.2.5-ep", lines=(426, 426), says="A rule is printed, by a statement that Python reads.", fact=Reads("x(f\"{''*60}\")", instead="it cannot be read"))

# --- the plots ----------------------------------------------------------------------------------------------------

text("1.2.5-eq", lines=(433, 440), says="Python reads the statements of the first plot.",
     fact=Means(PLOT.format(""), PLOT.format(""), instead="it cannot be read"))

statement("1.2.5-er", lines=(435, 436), says="A value is plotted for every record: of the first iteration and every tenth.",
          rule=Is(L + "records", 1001), instead="there are {exact.listing.records}")

statement("1.2.5-es", lines=(437, 437), says="The axis is that of the iterations.", rule=ITERATION, instead=RECORDED)

statement("1.2.5-et", lines=(438, 439), says="What is plotted over the iterations is the ELBO, by unbiased estimates.",
          rule=UNBIASED, instead=OFF + "elbo_bias.mean}")

text("1.2.5-eu", lines=(443, 451), says="Python reads the statements of the second plot.",
     fact=Means(PLOT.format(LINE), PLOT.format(LINE), instead="it cannot be read"))

statement("1.2.5-ev", lines=(445, 446), says="E[μ] is plotted.", rule=at_most(L + "record_errors.mu", 1e-6),
          instead=OFF + "record_errors.mu}")

statement("1.2.5-ew", lines=(447, 447), says="The real value of μ, with which the data are generated, has a line of its own at 1.",
          rule=Is("exact.true.mu", 1.0), instead="it is {exact.true.mu}")

statement("1.2.5-ex", lines=(448, 449), says="The axes are those of the iterations and of μ.", rule=ITERATION, instead=RECORDED)

text("1.2.5-ey", lines=(456, 464), says="Python reads the statements of the third plot.",
     fact=Means(PLOT.format(LINE), PLOT.format(LINE), instead="it cannot be read"))

statement("1.2.5-ez", lines=(458, 459), says="E[τ] is plotted.", rule=at_most(L + "record_errors.tau", 1e-6),
          instead=OFF + "record_errors.tau}")

statement("1.2.5-fa", lines=(460, 460), says="The real value of τ, with which the data are generated, has a line of its own at 0.5.",
          rule=Is("exact.true.tau", 0.5), instead="it is {exact.true.tau}")

statement("1.2.5-fb", lines=(461, 462), says="The axes are those of the iterations and of τ.", rule=ITERATION, instead=RECORDED)

# --- the captions and the table -----------------------------------------------------------------------------------

from_listing(
    "1.2.5-fc", lines=(478, 478), kind="caption",
    says="What figure 3 shows is τ (it is the second of the three plots of the listing).",
    printed="Figure 3: … Tau", right="Figure 3: … μ",
    fact=Agrees("the second plot", "τ", "μ", "lines 443 to 454", instead="it is that of μ",
                evident=Agrees("the second plot", "μ", "μ", "lines 443 to 454", instead="")))

from_listing(
    "1.2.5-fd", lines=(483, 483), kind="caption", says="What figure 4 shows is τ (it is the third of the plots of the listing).",
    fact=Agrees("the third plot", "τ", "τ", "lines 456 to 466", instead="the third plot is another"))

from_listing(
    "1.2.5-fe", lines=(488, 488), part=3, kind="table", says="The fit has no estimate of the mean of the data.",
    fact=Lacks("mean of the data", ("ELBO", "E[μ]", "E[τ]", "parameters"), instead="it records one"))

from_listing(
    "1.2.5-ff", lines=(489, 489), part=4, kind="table", says="The fit has no estimate of the precision of the data.",
    fact=Lacks("precision of the data", ("ELBO", "E[μ]", "E[τ]", "parameters"), instead="it records one"))

# --- a name -------------------------------------------------------------------------------------------------------

text("1.2.5-fg", lines=(208, 208), says="The name by which the optimiser is called is one that the text defines.",
     printed="line 208: optim", right="torch.optim",
     fact=Defined(("optim",), IMPORTED, instead="no listing imports it; it is the module of torch that line 1437 imports from",
                  evident=Defined(("torch",), IMPORTED, instead="")))
