"""The figure of the sweep, from the results so far."""

import math

from .results import DistributionsRun

CEILING, FLOOR = 1e3, 1e-17  # errors beyond are drawn at the border
COLORS = {"edge": "C0", "inaccurate": "C1", "wrong": "C3"}  # in the order of drawing


def draw(run: DistributionsRun) -> None:
    """Draw the largest relative error of each distribution and pair, by its kind; faults of broadcasting stay out."""
    errors: dict[str, dict[str, float]] = {}
    for finding in run.runs:
        if finding.kind in COLORS and "broadcast" not in finding.method:
            of = errors.setdefault(finding.distribution, {})
            error = finding.error if math.isfinite(finding.error) and finding.error > 0 else CEILING
            of[finding.kind] = max(of.get(finding.kind, FLOOR), min(error, CEILING))
    if not errors:
        return
    names = sorted(errors, key=lambda name: max(errors[name].values()))
    with run.figure("errors", size=(9, 2 + 0.2 * len(names))) as axis:
        for kind, color in COLORS.items():
            shown = [(errors[name][kind], i) for i, name in enumerate(names) if kind in errors[name]]
            axis.plot([x for x, _ in shown], [y for _, y in shown], "o", color=color, ms=5, label=kind)
        axis.set_yticks(range(len(names)), names, fontsize=7)
        axis.set(
            xscale="log",
            xlim=(1e-13, 2 * CEILING),
            ylim=(-1, len(names)),
            xlabel="largest relative error; NaN and infinities at the right border",
            title="What torch.distributions computes, beside certified values",
        )
        axis.legend(loc="lower right")
