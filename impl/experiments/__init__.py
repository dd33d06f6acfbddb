"""The experiments that `python -m impl NAME` runs, one folder each.

A folder's ``__init__`` offers the functions of ``experiment.Experiment``. Its other modules, where they exist, are:

computed          the computation of the results, with modules beside it where it is long
results           the records that go into metrics.json
figures, tables   the figures, and the summary on the terminal, made from the results
reported          the run as the worked assignment made it, with ``reported_results``, ``reported_figures`` and
                  ``reported_tables``
"""

SUMMARIES = {
    "bbvi": "black-box variational inference in the Normal-Gamma model: every estimator against the exact posterior",
    "cavi": "coordinate ascent to its exact fixed point",
    "elbo": "the gap of the mean field over correlations",
    "gamma": "gradient and natural gradient descent on a Gamma likelihood",
    "gumbel-softmax": "relaxed samples against the categorical law and their own density",
    "path-derivative": "variance of total and path gradients, where keeping the score wins",
}
# The experiments that can also run as in the worked assignment, with the seed that it set; 0 where it set none.
AS_REPORTED = {"bbvi": 10, "gamma": 0, "gumbel-softmax": 0}
