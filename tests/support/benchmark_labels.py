"""Whose code each benchmark times, and how it is called in a report, by its module and its function.

A text with {braces} has the benchmark's parameters put in. Where the parameter ``way`` or ``name`` decides whose code it is,
the entry is a dict with it as key. As a plugin of pytest the module puts both into the JSON of each benchmark.
"""

import pytest

OURS, PEER, LISTING = "ours", "a peer's", "the listing's"

_RELAXED = {
    "ours": (OURS, "sample"),
    "GumbelSoftmax": (OURS, "GumbelSoftmax.rsample"),
    "F.gumbel_softmax": (PEER, "torch: F.gumbel_softmax"),
    "RelaxedOneHotCategorical": (PEER, "torch: RelaxedOneHotCategorical"),
    "listing": (LISTING, "listing"),
}
_DENSITY = {"ours": (OURS, "GumbelSoftmax.log_prob"), "RelaxedOneHotCategorical": _RELAXED["RelaxedOneHotCategorical"]}
_GAUSSIAN = {
    "simulate": (OURS, "simulate"),
    "table, one bound": (OURS, "table of log-weights, one bound"),
    "table, every bound": (OURS, "table of log-weights, every bound"),
    "distributions": (PEER, "torch.distributions"),
    "distributions, unvalidated": (PEER, "torch.distributions, unvalidated"),
    "draws alone": (PEER, "torch: the draws alone"),
}
_PATH = {
    "path": (OURS, "path"),
    "vmap(grad)": (PEER, "torch.func: vmap(grad)"),
    "a pass for each draw": (PEER, "torch: a backward pass for each draw"),
}
_BOUND = {
    "closed form": (OURS, "bound_terms"),
    "draws in a loop": (PEER, "torch.distributions: a loop, 10,000 draws a term"),
    "draws at once": (OURS, "draw_bound_terms, 100 draws a term"),
}

WHOSE: dict[tuple[str, str], tuple[str, str] | dict[str, tuple[str, str]]] = {
    ("bench_bbvi", "bench_listing"): (LISTING, "listing, 100 data"),
    ("bench_bbvi", "bench_pyro"): (PEER, "Pyro: Trace_ELBO, 100 data"),
    ("bench_bbvi", "bench_reinforce"): (OURS, "REINFORCE, {size} data"),
    ("bench_bbvi", "bench_reinforce_in_double_precision"): (OURS, "REINFORCE, 100 data, double precision"),
    ("bench_bbvi", "bench_reinforce_1024_chains"): (OURS, "REINFORCE, 100 data, 1024 chains, {dtype}"),
    ("bench_bbvi", "bench_estimator"): (OURS, "{estimator}, 100 data"),
    ("bench_bbvi", "bench_natural_leave_one_out"): (OURS, "leave_one_out, natural gradient, 100 data"),
    ("bench_bbvi", "bench_100_iterations_of_the_listing"): (LISTING, "100 iterations of the listing, which do not get there"),
    ("bench_bbvi", "bench_within_a_millionth_of_a_nat"): (OURS, "leave_one_out, natural gradient, 60 steps"),
    ("bench_diffusion", "bench_bound_terms"): _BOUND,
    ("bench_gamma", "bench_listing"): (LISTING, "{name}, listing"),
    ("bench_gamma", "bench_ours"): (OURS, "{name}"),
    ("bench_gamma", "bench_thousand_starts"): (OURS, "{name}"),
    ("bench_gamma", "bench_scipy_fit"): (PEER, "scipy: gamma.fit"),
    ("bench_gamma", "bench_mle"): (OURS, "mle"),
    ("bench_gamma", "bench_thousand_scipy_fits"): (PEER, "scipy: gamma.fit, {size} data, one by one"),
    ("bench_gamma", "bench_thousand_fits"): (OURS, "mle, {size} data, at once"),
    ("bench_gamma", "bench_thousand_fits_from_statistics"): (OURS, "mle from sufficient statistics, at once"),
    ("bench_gumbel_softmax", "bench_gumbel_softmax"): _RELAXED,
    ("bench_gumbel_softmax", "bench_log_prob"): _DENSITY,
    ("bench_iwelbo", "bench_iwelbo"): (OURS, "iwelbo, one bound"),
    ("bench_iwelbo", "bench_all_k"): (OURS, "all_k, every bound"),
    ("bench_iwelbo", "bench_logcumsumexp"): (PEER, "torch: logcumsumexp, every bound"),
    ("bench_iwelbo", "bench_gaussian"): _GAUSSIAN,
    ("bench_normal_gamma", "bench_log_joint"): (OURS, "log_joint, {count} data"),
    ("bench_normal_gamma", "bench_torch_distributions"): (PEER, "torch.distributions, {count} data"),
    ("bench_path_derivative", "bench_path"): _PATH,
}


def of(module: str, function: str, parameters: dict[str, object]) -> dict[str, str]:
    """The ``whose`` and the ``label`` of a benchmark for its ``extra_info``; nothing for one that is not listed."""
    found = WHOSE.get((module, function))
    if isinstance(found, dict):
        found = found[str(parameters.get("way", parameters.get("name")))]
    if found is None:
        return {}
    whose, label = found
    typed = {key: f"{value:,}" if type(value) is int else str(value).removeprefix("torch.") for key, value in parameters.items()}
    return {"whose": whose, "label": label.format(**typed)}


@pytest.fixture(autouse=True)
def labelled(request):
    """Put the label of a benchmark into its extra_info; tests without a benchmark are left alone."""
    if "benchmark" in request.fixturenames:
        parameters = getattr(getattr(request.node, "callspec", None), "params", {})
        module = request.module.__name__.rpartition(".")[2]
        request.getfixturevalue("benchmark").extra_info |= of(module, request.node.originalname, parameters)
