"""Figures of a run that satisfy a rule, or break it: the other way round from how the rule is read."""

import math
from collections.abc import Iterator
from typing import Any

from derivations.reported.rules import (
    Above,
    All,
    AtMost,
    Between,
    EveryReading,
    Is,
    IsNot,
    Names,
    Near,
    Printed,
    Ratio,
    Rule,
)
from derivations.reported.rules_noise import Best, Exceeds, More, Spread, Times, Unbiased
from derivations.reported.runs import Metrics

Figures = dict[str, Any]
REPORTED: dict[str, Figures] = {  # what says that a run is as long as the report's, and has repetitions enough
    "bbvi": {"runs.reinforce.structured.iterations": 10_000, "runs.control_variate.structured.iterations": 10_000,
             "exact.step_sizes.iterations": 10_000, "exact.seeds.seeds": list(range(32))},
    "gamma": {"exact.epochs": 150, "exact.seeds.gd.excess": [0.1]*64},
    "gumbel-softmax": {"exact.seeds.total_variation": [0.1]*400}}
SIXTEEN = [(-1.0)**i*(0.5 + i/16) for i in range(16)]


def metrics(experiment: str, figures: Figures, **fields: Any) -> dict[str, Any]:
    """The content of a metrics.json with figures at these paths; the rest is as good as empty."""
    content: dict[str, Any] = {"schema": 1, "experiment": experiment, "seed": 10 if experiment == "bbvi" else 0,
                               "as_reported": True, "interrupted": False, "seconds": 1.0, "versions": {}, "exact": {},
                               "runs": [], "tables": {}}
    for path, value in (REPORTED[experiment] | figures).items():
        first, *rest = path.split(".")
        at = content[first]
        if first == "runs":
            kind = {"estimator": rest.pop(0), "family": rest.pop(0)}
            if not any(kind.items() <= run.items() for run in at):
                at.append(kind)
            at = next(run for run in at if kind.items() <= run.items())
        for part in rest[:-1]:
            at = at.setdefault(part, {})
        at[rest[-1]] = value
    return content | fields


def run(experiment: str, figures: Figures, **fields: Any) -> Metrics:
    """The same as `verify` reads it."""
    return Metrics("planted/metrics.json", metrics(experiment, figures, **fields))


def around(centre: float, spread: float = 1.0) -> list[float]:
    return [centre + spread*x for x in SIXTEEN]


def step_sizes(*gaps: float, lost: int = 0, spread: float = 1.1) -> list[Figures]:
    """A table of step sizes, the later ones larger, with these median gaps; all but the first row may have lost chains."""
    return [{"step_size": 10.0**(i - 5), "gap": [gap/spread, gap, gap*spread], "lost": lost if i else 0}
            for i, gap in enumerate(gaps)]


def another(value: Any) -> Any:
    """Something else of the same kind."""
    match value:
        case bool():
            return not value
        case str():
            return value + "x"
        case list():
            return [*value, 1]
    return value + 1


def satisfying(rule: Rule) -> Figures:
    """Figures for which a rule holds, as near to where it would not as is stated."""
    match rule:
        case Printed():
            return {rule.figure: float(rule.printed) + 0.98*rule.tolerance}
        case Between():
            return {rule.figure: rule.most if math.isfinite(rule.most) else rule.least}
        case AtMost():
            return {rule.figure: rule.most}
        case Is():
            return {rule.figure: rule.value}
        case IsNot():
            return {rule.figure: another(rule.value)}
        case Names():
            return {rule.figure: ["other", f"the_{rule.word}"]}
        case Near():
            scale = {rule.scale: 0.5} if rule.scale else {}
            return {rule.figure: 2.0 + 0.98*rule.times*(0.5 if rule.scale else 1.0), rule.other: 2.0, **scale}
        case Above():
            return {rule.figure: 10 + 1.01*rule.by, rule.other: 10.0}
        case Ratio():
            return {rule.figure: 10*(rule.least if math.isfinite(rule.least) else rule.most), rule.other: 10.0}
        case Times():
            return {rule.larger: around(102*rule.times), rule.smaller: around(100.0, 0.5)}
        case More():
            return {rule.larger: around(102.0), rule.smaller: around(100.0, 0.5)}
        case Exceeds():
            return {rule.larger: 10*rule.times + 1, rule.smaller: 10.0, rule.larger + "_error": 0.1,
                    rule.smaller + "_error": 0.2/rule.times}
        case Spread():
            return {rule.wider: around(1.0, 4*rule.times), rule.narrower: around(2.0, 1.0)}
        case Best():
            return {rule.larger: step_sizes(20*rule.times, 2*rule.times), rule.smaller: step_sizes(20.0, 1.5)}
        case Unbiased():
            return {rule.mean: 0.99*rule.margin, rule.error: 0.25*rule.margin}
        case All() | EveryReading():
            return {path: value for part in rule.rules for path, value in satisfying(part).items()}
    raise TypeError(f"no figures for {rule!r}")


def breaking(rule: Rule) -> Iterator[Figures]:
    """Figures for each way in which a rule does not hold; to be laid over satisfying ones."""
    match rule:
        case Printed():
            for off in (1.02*rule.tolerance, -1.02*rule.tolerance, math.inf, math.nan):
                yield {rule.figure: float(rule.printed) + off}
        case Between():
            if math.isfinite(rule.most):
                yield {rule.figure: rule.most + 1e-9 + 1e-6*abs(rule.most)}
            if math.isfinite(rule.least):
                yield {rule.figure: rule.least - 0.1*abs(rule.least)}
            yield {rule.figure: math.nan}
        case AtMost():
            yield {rule.figure: rule.most + 1e-9 + 1e-6*rule.most}
            yield {rule.figure: math.nan}
        case Is():
            yield {rule.figure: another(rule.value)}
        case IsNot():
            yield {rule.figure: rule.value}
        case Names():
            yield {rule.figure: ["other"]}
            yield {rule.figure: []}
        case Near():
            yield {rule.figure: 2.0 + (1.02*rule.times*(0.5 if rule.scale else 1.0) or 1e-3), rule.other: 2.0}
            yield {rule.figure: math.nan, rule.other: 2.0}
        case Above():
            yield {rule.figure: 10 + 0.99*rule.by, rule.other: 10.0}
            yield {rule.figure: math.nan}
        case Ratio():
            if math.isfinite(rule.most):
                yield {rule.figure: 10.1*rule.most, rule.other: 10.0}
            if math.isfinite(rule.least):
                yield {rule.figure: 9.9*rule.least, rule.other: 10.0}
        case Times():
            yield {rule.larger: around(98*rule.times), rule.smaller: around(100.0, 0.5)}
            yield {rule.larger: [rule.times]*16, rule.smaller: [1.0]*16}  # just so many times is not more
        case More():
            yield {rule.larger: around(98.0), rule.smaller: around(100.0, 0.5)}
            yield {rule.larger: [0.0]*16, rule.smaller: [0.0]*16}
        case Exceeds():
            yield {rule.larger: 10*rule.times - 1}
        case Spread():
            yield {rule.wider: around(1.0, rule.times/4), rule.narrower: around(2.0, 1.0)}
        case Best():
            yield {rule.larger: step_sizes(20.0, rule.times)}
            yield {rule.smaller: step_sizes(50.0, 1.0, lost=1)}  # what loses a chain is not the best
        case Unbiased():
            yield {rule.mean: -1.01*rule.margin, rule.error: 0.25*rule.margin}
            yield {rule.mean: 1e-3, rule.error: 0.0}
        case All():
            for part in rule.rules:
                yield from breaking(part)
        case EveryReading():  # it takes all of them
            yield {path: value for part in rule.rules for path, value in next(breaking(part)).items()}
        case _:
            raise TypeError(f"no figures for {rule!r}")


def unsettled(rule: Rule) -> Iterator[Figures]:
    """Figures that do not tell."""
    match rule:
        case Times() | More():
            times = rule.times if isinstance(rule, Times) else 1.0
            yield {rule.larger: around(100*times, 50.0), rule.smaller: around(100.0, 0.5)}
            yield {rule.larger: [2*times]*4, rule.smaller: [1.0]*4}  # too few runs
            yield {rule.larger: [2*times]*15, rule.smaller: [1.0]*16}  # which are no pairs
            yield {rule.larger: [math.nan]*16, rule.smaller: [1.0]*16}
        case Exceeds():
            yield {rule.larger: 10*rule.times + 0.8}
        case Spread():
            yield {rule.wider: around(1.0, rule.times*1.05), rule.narrower: around(2.0, 1.0)}
            yield {rule.wider: [math.inf]*16}
        case Best():
            yield {rule.larger: step_sizes(2*rule.times, spread=1.5)}
            yield {rule.larger: [{"step_size": 1e-5, "gap": [1.0, 2.0, 3.0], "lost": 1}]}
        case Unbiased():
            yield {rule.mean: 0.0, rule.error: 0.26*rule.margin}  # so wide that a bias would not show
            yield {rule.mean: 1e6, rule.error: math.inf}
            yield {rule.mean: 0.0, rule.error: math.nan}
            yield {rule.mean: math.nan, rule.error: 0.1*rule.margin}
        case All():
            for part in rule.rules:
                yield from unsettled(part)
        case EveryReading():
            yield next(breaking(rule.rules[0]))  # readings that disagree
            for part in rule.rules:
                yield from unsettled(part)
