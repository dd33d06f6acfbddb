"""The figures of the assignment's two runs, from the results so far."""

import numpy as np

from ...listings import bbvi
from ..typeset import typeset
from .labels import COLOURS, NAMES
from .reported_results import ReportedEntry, ReportedRun, Update
from .results import Answers


def draw(run: ReportedRun) -> None:
    """Draw the two runs, and the variances of their estimates beside the larger steps."""
    done = [entry for entry in run.runs if f"{entry.estimator}/gap" in run.series]
    if done and run.exact.answers is not None:
        with run.figure("runs", 2, 2, (13, 9)) as axes:
            _runs(run, axes, run.exact.answers, done)
    if run.exact.updates is not None:
        with run.figure("updates", 1, 2, (13, 5)) as axes:
            _updates(run, axes, run.exact.updates)


def _runs(run: ReportedRun, axes: np.ndarray, answers: Answers, done: list[ReportedEntry]) -> None:
    (gap, recorded), moments = axes
    posterior, true, everything = answers.posterior, answers.true, []
    for entry in done:
        name = entry.estimator
        colour, label = COLOURS[name], f"table {entry.table}: {NAMES[name]}"
        values = np.asarray(run.series[f"{name}/gap"])
        elbo = posterior.log_evidence - values
        gap.plot(np.arange(len(values)) + 1, values, color=colour, label=label)
        for ax, quantity in zip((gap, *moments), ("gap", "mu", "tau")):
            again = run.series.get(f"same_start/{name}/{quantity}")
            if again is not None:
                low, high = np.quantile(np.asarray(again), (0.1, 0.9), axis=1)
                at = bbvi.EVERY * np.arange(len(low)) + (ax is gap)
                text = f"10–90 % of {again.shape[1]} runs with other draws" if ax is gap else None
                ax.fill_between(at, low, high, color=colour, alpha=0.25, lw=0, label=text)
        noisy = np.asarray(run.series[f"{name}/recorded"])
        recorded.plot(np.arange(1, len(values)), noisy, ",", color=colour, alpha=0.4)
        recorded.plot(np.arange(len(values)), elbo, color="black", lw=1)
        recorded.plot([], [], "o", ms=3, color=colour, label=f"recorded, table {entry.table}")
        everything.append(elbo)
        for ax, moment in zip(moments, ("mu", "tau")):
            trace = np.asarray(run.series[f"{name}/{moment}"])
            ax.plot(trace, color=colour, lw=1, label=f"table {entry.table}: ends at {typeset(trace[-1], 7)}")
    gap.set(xscale="log", yscale="log", xlabel="iteration + 1", ylabel="log p(x) − ELBO, nats (exact)")
    gap.set_title("distance from the evidence")
    gap.legend(fontsize=8)
    recorded.axhline(posterior.log_evidence, color="black", ls="--", lw=1, label="log p(x)")
    recorded.plot([], [], color="black", lw=1, label="exact ELBO of the iterates")
    last = max(values[-1] for values in everything)
    recorded.set(
        ylim=(last - 60, posterior.log_evidence + 15),
        xlabel="iteration",
        ylabel="nats",
        title='the recorded "elbo", and the exact one',
    )
    recorded.legend(fontsize=8, loc="lower right")
    of_mu, of_tau = ("μ", posterior.mu, posterior.mu_sd, true.mu), ("τ", posterior.tau, posterior.tau_sd, true.tau)
    for ax, (moment, exact, sd, drawn_with) in zip(moments, (of_mu, of_tau)):
        ax.axhline(exact, color="black", ls="--", lw=1, label=f"exact posterior, {exact:.4f} ± {sd:.4f}")
        ax.axhspan(exact - sd, exact + sd, color="black", alpha=0.08, lw=0)
        ax.axhline(drawn_with, color="grey", ls=":", lw=1.2, label=f"data drawn with {drawn_with:g}")
        shown = f"mean of {moment}"
        ax.set(xlabel="iteration", ylabel=shown, ylim=(exact - 3 * sd, exact + 5 * sd), title=shown)
        ax.legend(fontsize=8)


def _updates(run: ReportedRun, axes: np.ndarray, updates: dict[str, Update]) -> None:
    bars, steps = axes
    places = list(updates)
    for i, name in enumerate(("reinforce", "control_variate")):
        found = [updates[place].estimators[name] for place in places]
        at = np.arange(len(places)) + 0.36 * (i - 0.5)
        bars.bar(
            at,
            [f.variance for f in found],
            0.34,
            yerr=[2 * f.variance_error for f in found],
            color=COLOURS[name],
            label=NAMES[name],
        )
        for x, f in zip(at, found):
            bars.annotate(
                f"cos {typeset(f.cosine, 2)}",
                (x, f.variance),
                xytext=(0, 4),
                textcoords="offset points",
                ha="center",
                fontsize=8,
            )
        if run.exact.step_sizes is not None:
            rows = [row for row in run.exact.step_sizes.estimators[name] if row.lost == 0]
            low, middle, high = np.array([row.gap for row in rows]).T
            sizes = [row.step_size for row in rows]
            steps.plot(sizes, middle, "o-", color=COLOURS[name], label=NAMES[name])
            steps.fill_between(sizes, low, high, color=COLOURS[name], alpha=0.2, lw=0)
    labels = [f"{place}\n(iteration {updates[place].step})" for place in places]
    bars.set_xticks(range(len(places)), labels)
    bars.set(yscale="log", ylabel="total variance")
    bars.set_title("gradient estimates at iterates of the first run;\ncos: mean cosine with the exact gradient")
    bars.legend(fontsize=8)
    steps.axvline(bbvi.STEP_SIZE, color="grey", ls=":", label="as reported")
    steps.set(
        xscale="log",
        yscale="log",
        xlabel="constant step size",
        ylabel="log p(x) − ELBO at the end, nats",
        title="larger steps: quartiles over chains;\na line ends where chains are lost",
    )
    steps.legend(fontsize=8)
