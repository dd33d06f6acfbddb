"""What `python -m impl NAME` runs: one module an experiment.

Each has ``arguments(parser)``, ``seconds(args)`` (what it should take), ``compute(run, args)``, ``draw(run)`` and
``report(run)``; the last two work on whatever ``compute`` has left in ``run``, also after Ctrl-C.
"""

SUMMARIES = {
    "bbvi": "black-box variational inference in the Normal-Gamma model: every estimator against the exact posterior",
    "cavi": "coordinate ascent to its exact fixed point",
    "elbo": "the gap of the mean field over correlations",
    "gamma": "gradient and natural gradient descent on a Gamma likelihood",
    "gumbel-softmax": "relaxed samples against the categorical law and their own density",
    "path-derivative": "variance of total and path gradients, where keeping the score wins",
}
AS_REPORTED = {"bbvi": 10, "gamma": 0, "gumbel-softmax": 0}  # also run as the worked assignment did; its seed, or 0
