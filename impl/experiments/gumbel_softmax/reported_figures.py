"""The figures of the assignment's comparison, from the results so far."""

import numpy as np
from matplotlib.axes import Axes

from ...listings import gumbel_softmax as listing
from .reported import COMPARISONS, PROBS, REJECTED_BELOW
from .reported_results import Comparison, ReportedRun


def draw(run: ReportedRun) -> None:
    """Draw the comparison, the share of planted mistakes that it notices, and its power."""
    found, seeds, mistakes, power = run.exact.comparison, run.exact.seeds, run.exact.planted, run.exact.power
    if found is None:
        return
    if seeds is None or mistakes is None or power is None:  # an interrupted run has the one comparison
        with run.figure("comparison", size=(5, 4.4)) as bars:
            _draw_counts(bars, found)
        return
    with run.figure("comparison", 1, 3, size=(15, 4.4)) as (bars, planted, power_axes):
        _draw_counts(bars, found)
        rates = {"as reported": seeds.rejected} | {
            name.replace("_", " "): entry.rejected for name, entry in mistakes.items()
        }
        shares = planted.barh(list(rates), list(rates.values()), color=["tab:green", *["tab:red"] * (len(rates) - 1)])
        planted.bar_label(shares, fmt="%.3f", padding=4, fontsize=8)
        planted.set(title="the mistakes that the comparison notices", xlim=(0, 1.15))
        planted.set_xlabel(f"share of {COMPARISONS} seeds with p < {REJECTED_BELOW}")
        planted.invert_yaxis()
        planted.grid(axis="y", visible=False)
        power_axes.plot(power.total_variation, power.rejected, "o-", color="tab:purple")
        power_axes.axhline(REJECTED_BELOW, color="black", ls="--", lw=1, label="false alarms")
        power_axes.set(
            title=f"power with {listing.SAMPLES} draws each",
            xlabel="total variation between the two laws",
            ylabel=f"share with p < {REJECTED_BELOW}",
            ylim=(0, 1.02),
        )
        power_axes.legend(fontsize=8)


def _draw_counts(axes: Axes, found: Comparison) -> None:
    place, width = np.arange(len(PROBS)), 0.38
    axes.bar(place - width / 2, found.direct.counts, width, color="tab:blue", label="direct draws")
    axes.bar(place + width / 2, found.hard.counts, width, color="tab:orange", label="hard draws")
    want = listing.SAMPLES * PROBS
    error = 2 * np.sqrt(want * (1 - PROBS))
    axes.errorbar(place, want, error, fmt="k_", ms=22, capsize=4, lw=1, label="exact ± 2 sd")
    title = f"the comparison: overlap {100 * found.overlap:.1f} %"
    axes.set(title=title, xticks=place, xlabel="category", ylabel="draws")
    axes.legend(fontsize=8)
