"""The experiments that `python -m impl NAME` runs, a folder each.

A folder's ``__init__`` offers what ``experiment.Experiment`` states. Where they exist, the modules in it are:

computed          what the experiment computes, with modules beside it where that is much
figures, tables   what is drawn, and what is printed on the terminal, from the results
reported          the same as the worked assignment ran it, with ``reported_figures`` and ``reported_tables``
"""

SUMMARIES = {
    "bbvi": "black-box variational inference in the Normal-Gamma model: every estimator against the exact posterior",
    "cavi": "coordinate ascent to its exact fixed point",
    "elbo": "the gap of the mean field over correlations",
    "gamma": "gradient and natural gradient descent on a Gamma likelihood",
    "gumbel-softmax": "relaxed samples against the categorical law and their own density",
    "path-derivative": "variance of total and path gradients, where keeping the score wins",
}
# What can also be run as the worked assignment ran it, and the seed that it set; 0 where it set none.
AS_REPORTED = {"bbvi": 10, "gamma": 0, "gumbel-softmax": 0}
