"""The answer to the question which estimator to take, in a few sentences that are counted from the runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...reported.runs import Metrics
from .measured_words import POPULAR, nats, number, several, two_digits, weighted, words

BIASED = 1e-3  # an estimator whose p-value of zero bias is smaller is called biased
DIFFERENTIATES = frozenset({"path_derivative"})  # estimators that need the derivative of the model in its latents
LOSSES = (("linear_gradient", "linear"), ("quadratic_gradient", "quadratic"))
Place = Mapping[str, Mapping]


def compared(run: Metrics) -> Iterator[tuple[str, str, Place]]:
    """The family and the name of each place of a run at which gradients were compared, with the estimators there."""
    for family, places in run.content["exact"].get("gradients", {}).items():
        for place, found in places.items():
            yield family, place, {n: one for n, one in found.items() if isinstance(one, dict) and "variance" in one}


def biased(places: Sequence[Place]) -> dict[str, list[Place]]:
    """The estimators that are biased at some place, with these places."""
    found: dict[str, list[Place]] = {}
    for place in places:
        for name, one in place.items():
            if one.get("bias_pvalue") is not None and one["bias_pvalue"] < BIASED:
                found.setdefault(name, []).append(place)
    return found


def of_fits(run: Metrics) -> str:
    """Which estimator has the least variance of a gradient, and which needs the fewest draws."""
    places = [place for _, _, place in compared(run) if place]
    return " ".join(filter(None, (_of_variances(places), _of_draws(run.content["runs"]))))


def _of_variances(places: Sequence[Place]) -> str:
    if not places:
        return ""
    best, often = _least(places)
    told = f"With equal draws, the least variance of a gradient is that of {words(best)}, at {_of(often, places)}"
    more = [_ratio(place[POPULAR], place[best]) for place in places if {POPULAR, best} <= place.keys()]
    finite = [one for one in more if one is not None]
    if best != POPULAR and finite:
        zero = " where it is not 0" if len(finite) < len(more) else ""
        told += f"; {words(POPULAR)} has {_from_to(finite)} times as much{zero}"
    if best not in DIFFERENTIATES:
        return f"{told}."
    told += f". Of all estimators there only {words(best)} needs the derivative of the model."
    others = [{n: one for n, one in place.items() if n not in DIFFERENTIATES} for place in places]
    if not all(others):
        return told
    second, often = _least(others)
    told += f" Of the others, the least variance is that of {words(second)}{_there(often, places)}"
    wrong = biased(places)
    right = [{n: one for n, one in place.items() if n not in wrong} for place in others]
    if second not in wrong or not all(right):
        return f"{told}."
    third, often = _least(right)
    return f"{told}, which is biased; of those that show no bias, it is that of {words(third)}{_there(often, places)}."


def _of_draws(runs: Sequence[Mapping]) -> str:
    """In all families together: the fewest draws to the least error that the popular estimator reaches."""
    fits = [fit for fit in runs if isinstance(fit, dict)]
    told, ratios = Counter[str](), []
    for family in dict.fromkeys(fit["family"] for fit in fits):
        reached = draws_of(fits, family)
        for error in sorted(reached[POPULAR], key=float) if POPULAR in reached else ():
            draws = {n: found[error] for n, found in reached.items() if found.get(error) is not None}
            if POPULAR in draws and len(draws) > 1:
                least = min(draws.values())
                told.update(n for n, found in draws.items() if found == least)
                ratios.append((draws[POPULAR] / least, error))
                break
    if not ratios or POPULAR in told:
        return ""
    errors = list(dict.fromkeys(nats(error) for _, error in ratios))
    return (
        f"In fits, to come within {several(errors)} of the optimum, {words(POPULAR)} needs "
        f"{_from_to([one for one, _ in ratios])} times the fewest draws, those of {several([words(n) for n in told])}."
    )


def draws_of(fits: Sequence[Mapping], family: str) -> dict[str, Mapping]:
    """The draws to each error of the estimators in a family."""
    return {fit["estimator"]: fit["draws_to"] for fit in fits if fit["family"] == family}


def of_paths(run: Metrics) -> str:
    """Where the total gradient, the usual choice where the model has a derivative, loses."""
    share = float(run.content["exact"]["share_of_map_where_path_has_lower_variance"])
    return (
        f"Where the model has a derivative, the usual choice is the {words('total')}; the {words('path')} has the "
        f"smaller variance at {share:.1%} of the laws on a map around the posterior, and not at the others."
    )


def of_relaxed(run: Metrics) -> str:
    """At which temperatures a relaxed draw loses to the score."""
    told = []
    for name, loss in LOSSES:
        found = run.content["exact"].get(name)
        if isinstance(found, dict):
            worse, every = worse_temperatures(found)
            where = f", from {number(min(worse))} to {number(max(worse))}" if worse else ""
            told.append(f"at {len(worse)} of {every} temperatures{where} with a {loss} loss")
    if not told:
        return ""
    return (
        "For a category, one relaxed draw has a larger mean squared error than the gradient with the score "
        f"{several(told)}."
    )


def worse_temperatures(found: Mapping) -> tuple[list[float], int]:
    """The temperatures at which a relaxed draw has the larger mean squared error, and the number of all."""
    score = float(found["reinforce_variance"])
    places = list(zip(found["temperature"], found["bias"], found["variance"], strict=True))
    return [at for at, b, v in places if b * b + v > score], len(places)


def _least(places: Sequence[Place]) -> tuple[str, int]:
    """The estimator that has the least variance most often, and how often; a tie counts for each."""
    found = Counter[str]()
    for place in places:
        least = min(map(weighted, place.values()))
        found.update(name for name, one in place.items() if weighted(one) == least)
    return found.most_common(1)[0]


def _ratio(one: Mapping, best: Mapping) -> float | None:
    return weighted(one) / weighted(best) if weighted(best) else None


def _of(often: int, places: Sequence[Place]) -> str:
    """At how many of the places that are compared."""
    if len(places) == 1:
        return "the one place that is compared below"
    return f"{'each' if often == len(places) else often} of the {len(places)} places that are compared below"


def _there(often: int, places: Sequence[Place]) -> str:
    """The same of places that were named before; nothing where it is all of them."""
    return "" if often == len(places) else f", at {often} of the {len(places)} places"


def _from_to(values: Sequence[float]) -> str:
    low, high = two_digits(min(values)), two_digits(max(values))
    return low if low == high else f"{low} to {high}"
