"""What `python -m impl NAME` runs: one module an experiment.

Each has ``SUMMARY`` (one line), ``arguments(parser)``, ``seconds(args)`` (what it should take), ``compute(run, args)``,
``draw(run)`` and ``report(run)``; the last two work on whatever ``compute`` has left in ``run``, also after Ctrl-C.
"""

NAMES = ("bbvi", "cavi", "elbo", "gamma", "gumbel-softmax", "path-derivative")
