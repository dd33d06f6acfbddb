"""The report on 2.2.19: its conclusions about GD and NGD, judged on the report's setting and on other data sets.

`Faster` counts epochs until the loss is within 1e-3 nats of its minimum.  What `more stable` means is not said, and each of these
readings is tried: fewer epochs in which the loss rises, fewer steps that the clamp cuts, a shorter longest step, a larger rate
that is stable at the optimum (by more than the two percents to which it is measured), or fewer failures on a map of starts and rates
where the other method arrives.  The sentence names no setting, so it is said of every case, which that map
refutes; the same sentence, read of the report's own setting alone, is a claim beside it.  The claims about directions and
curvature are judged at the start and at the optimum of this run; in general: `q2_2_19_theory` and the chapter `natural_gradient`.
"""

from derivations.reported.rules import Above, EveryReading, Is, Ratio, at_most, both
from derivations.reported.rules_noise import More
from derivations.reported.run_claim import from_runs

GD, NGD, PLOTS = "exact.seeds.gd.", "exact.seeds.ngd.", "exact.listing.plot.axes."
NGD_LIMIT, GD_LIMIT = "exact.local.ngd_project.measured_limit", "exact.local.gd_project.measured_limit"
DERIVED = "exact.local.{}_project.derived_limit"
SHALLOW, STEEP = "exact.first_step.shallow.factor", "exact.first_step.steep.factor"
HERE = both(Above("runs.gd.listing.epochs", "runs.ngd.listing.epochs", 1), More(GD + "epochs", NGD + "epochs"))
LABELS = {"shape": "alpha", "scale": "beta", "loss": "NLL Loss"}
CURVES = {f"{name}.curves.{i}": f"{method} {label}, {style}, 150 epochs" for name, label in LABELS.items()
          for i, (method, style) in enumerate((("GD", "blue, --"), ("NGD", "red, -")))}

from_runs(
    "2.2.19-a", lines=(1232, 1232), kind="prose", experiment="gamma", goal=True,
    says="The trajectories of both methods and the losses are plotted (the plots are missing from the text; those that the "
         "listing of 2.2.18 draws are looked at): shape, scale and loss of either method over 150 epochs.",
    rule=both(*(Is(PLOTS + place, curve) for place, curve in CURVES.items())),
    instead="the plots have: " + "; ".join(f"{{{PLOTS}{place}}}" for place in CURVES))

from_runs(
    "2.2.19-b", lines=(1240, 1240), kind="prose", experiment="gamma", goal=True,
    says="The same sentence, read of the report's own comparison: NGD converges faster there, in fewer epochs.", rule=HERE,
    instead="NGD takes {runs.ngd.listing.epochs} epochs and GD {runs.gd.listing.epochs} (151: not within the run)")

from_runs(
    "2.2.19-c", lines=(1240, 1240), kind="prose", experiment="gamma", goal=True,
    says="NGD converges faster: as no case is named, from every start and with every rate.", rule=Is("exact.map.gd_wins", 0),
    where=HERE,
    printed="NGD converges faster than GD", right="NGD converges faster than GD from α = 0.5, β = 8 with rate 0.1",
    instead="on a grid of {exact.map.starts} starts and {exact.map.rates} rates NGD is ahead {exact.map.ngd_wins} times and "
            "GD {exact.map.gd_wins} times; {exact.map.ngd_fails} times NGD fails where GD arrives")

from_runs(
    "2.2.19-d", lines=(1240, 1240), kind="prose", experiment="gamma", goal=True,
    says="The same sentence, read of the report's own comparison: NGD converges more stably there.",
    rule=EveryReading((*(More(GD + figure, NGD + figure) for figure in ("rises", "clamped", "largest_step")),
                       Ratio(NGD_LIMIT, GD_LIMIT, least=1.02), Above("exact.map.gd_fails", "exact.map.ngd_fails", 1))),
    instead="in the report's run the loss rises in {runs.ngd.listing.rises} epochs of NGD and {runs.gd.listing.rises} of GD, "
            "and the longest step is {runs.ngd.listing.largest_step} and {runs.gd.listing.largest_step}; at the optimum NGD is "
            "stable up to a rate of {" + NGD_LIMIT + "} and GD up to {" + GD_LIMIT + "}; of the starts and rates of the map "
            "NGD fails {exact.map.ngd_fails} times where GD arrives, and GD {exact.map.gd_fails} times the other way round")

from_runs(
    "2.2.19-e", lines=(1240, 1240), kind="prose", experiment="gamma", goal=True,
    says="NGD converges more stably: as no case is named, it arrives wherever GD does.",
    rule=Is("exact.map.ngd_fails", 0), printed="NGD converges more stably than GD",
    right="NGD arrives more often than GD over starts and rates, yet not wherever GD does",
    instead="{exact.map.ngd_fails} times NGD fails where GD arrives, {exact.map.gd_fails} times GD where NGD arrives; at the "
            "optimum NGD is stable up to a rate of {" + DERIVED.format("ngd") + "}, GD up to {" + DERIVED.format("gd") + "}")

from_runs(
    "2.2.19-f", lines=(1240, 1240), kind="prose", experiment="gamma", goal=True,
    says="NGD scales updates down along shallow directions and amplifies those along directions in which the law changes much: "
         "of the two eigendirections of the Fisher information it scales the step along the flat one by less than that along "
         "the steep one (as it must if it shortens one and lengthens the other).",
    printed="shallow: scaled down; large change of the law: amplified", right="shallow: amplified; large change of the law: scaled down",
    rule=Ratio(SHALLOW, STEEP, most=1.0),
    instead="it is the other way round: at the first step, along the direction in which the law changes least NGD's is "
            "{" + SHALLOW + "} times GD's, along the one in which it changes most {" + STEEP + "} times")

from_runs(
    "2.2.19-g", lines=(1240, 1240), kind="prose", experiment="gamma", goal=True,
    says="With NGD the landscape is more like a sphere: at the optimum the Hessian is better conditioned.",
    rule=Above("exact.condition.hessian", "exact.condition.preconditioned", 1e-3),
    instead="the condition number is {exact.condition.preconditioned} instead of {exact.condition.hessian}")

from_runs(
    "2.2.19-h", lines=(1240, 1240), kind="prose", experiment="gamma",
    says="NGD multiplies the standard gradient with the inverse of the Fisher information.",
    rule=at_most("exact.listing.natural_gradient_error", 1e-4),
    instead="the product is off by {exact.listing.natural_gradient_error}")

from_runs(
    "2.2.19-i", lines=(1240, 1240), kind="prose", experiment="gamma",
    says="By the Fisher information the natural gradient changes the direction of the standard one (that this is the "
         "direction of steepest descent is said of line 1236): at the start its parts along both eigendirections are scaled differently.",
    rule=Above(SHALLOW, STEEP, 1e-3),
    instead="along the flat eigendirection it is {" + SHALLOW + "} times the gradient, along the steep one {" + STEEP + "} times")
