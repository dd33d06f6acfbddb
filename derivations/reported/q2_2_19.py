"""The report on 2.2.19: its conclusions about GD and NGD, judged on the report's setting and on other data sets.

`Faster` counts epochs until the loss is within 1e-3 nats of its minimum; `more stable` compares the epochs in which the
loss rises, the steps that the clamp cuts and the longest step, or the largest rate that is stable at the optimum, or the
failures on a map of starts and rates.  The sentence names no setting, so it is also judged on that map.  The claims about
directions and curvature are judged at the start and at the optimum of this run; in general they wait for their chapter.
"""

from derivations.reported.claim import not_checkable
from derivations.reported.rules import Above, EveryReading, Is, Ratio, at_least, at_most, both
from derivations.reported.rules_noise import More, Times
from derivations.reported.run_claim import from_runs

GD, NGD = "exact.seeds.gd.", "exact.seeds.ngd."
NGD_LIMIT, GD_LIMIT = "exact.local.ngd_project.measured_limit", "exact.local.gd_project.measured_limit"
SHALLOW, STEEP = "exact.first_step.shallow.factor", "exact.first_step.steep.factor"

not_checkable(
    "2.2.19-a", lines=(1232, 1232), kind="prose", says="The trajectories of both methods and the losses are plotted and compared.",
    why="The figure is missing from the text, and no figures of the comparison are given.  It is right if the plot has six "
        "curves, shape, scale and loss of either method over 150 epochs.")

from_runs(
    "2.2.19-b", lines=(1240, 1240), kind="prose", experiment="gamma",
    says="NGD converges faster, in this setting: in fewer epochs by a tenth at least.",
    rule=both(Ratio("runs.gd.listing.epochs", "runs.ngd.listing.epochs", least=1.1), Times(GD + "epochs", NGD + "epochs", 1.1)),
    instead="NGD takes {runs.ngd.listing.epochs} epochs and GD {runs.gd.listing.epochs} (151: not within the run)")

from_runs(
    "2.2.19-c", lines=(1240, 1240), kind="prose", experiment="gamma",
    says="NGD converges faster, from every start and with every rate.", rule=Is("exact.map.gd_wins", 0),
    instead="on a grid of {exact.map.starts} starts and {exact.map.rates} rates NGD is ahead {exact.map.ngd_wins} times and "
            "GD {exact.map.gd_wins} times; {exact.map.ngd_fails} times NGD fails where GD arrives")

from_runs(
    "2.2.19-d", lines=(1240, 1240), kind="prose", experiment="gamma",
    says="NGD converges more stably, in this setting: with fewer rises of the loss, fewer clamped steps, shorter longest "
         "steps; or up to a larger rate, by a tenth at least; or failing less often where one of the two arrives.",
    rule=EveryReading((*(More(GD + figure, NGD + figure) for figure in ("rises", "clamped", "largest_step")),
                       Ratio(NGD_LIMIT, GD_LIMIT, least=1.1), Above("exact.map.gd_fails", "exact.map.ngd_fails", 1))),
    instead="in the report's run the loss rises in {runs.ngd.listing.rises} epochs of NGD and {runs.gd.listing.rises} of GD, "
            "and the longest step is {runs.ngd.listing.largest_step} and {runs.gd.listing.largest_step}; at the optimum NGD is "
            "stable up to a rate of {" + NGD_LIMIT + "} and GD up to {" + GD_LIMIT + "}; of the starts and rates of the map "
            "NGD fails {exact.map.ngd_fails} times where GD arrives, and GD {exact.map.gd_fails} times the other way round")

from_runs(
    "2.2.19-e", lines=(1240, 1240), kind="prose", experiment="gamma",
    says="NGD converges more stably, from every start and with every rate: it arrives where GD does.",
    rule=Is("exact.map.ngd_fails", 0),
    instead="{exact.map.ngd_fails} times NGD fails where GD arrives, {exact.map.gd_fails} times GD where NGD arrives; at the "
            "optimum NGD is stable up to a rate of {" + NGD_LIMIT + "}, GD up to {" + GD_LIMIT + "}")

from_runs(
    "2.2.19-f", lines=(1240, 1240), kind="prose", experiment="gamma",
    says="NGD shortens the step along the direction in which the law changes least, and lengthens it along the one in which "
         "the law changes most.",
    rule=both(at_most(SHALLOW, 1.0), at_least(STEEP, 1.0)),
    instead="it is the other way round: at the first step, along the direction in which the law changes least NGD's is "
            "{" + SHALLOW + "} times GD's, along the one in which it changes most {" + STEEP + "} times")

from_runs(
    "2.2.19-g", lines=(1240, 1240), kind="prose", experiment="gamma",
    says="In NGD's geometry the landscape is more like a sphere (at the optimum: the Hessian is better conditioned).",
    rule=Ratio("exact.condition.hessian", "exact.condition.preconditioned", least=1.1),
    instead="the condition number is {exact.condition.preconditioned} instead of {exact.condition.hessian}")
