"""The listings of the worked assignment, rebuilt call for call.

They are the baseline of the benchmarks, and claims about the listings are decided from their runs. The experiments take
data and starting points from them; no estimator uses them.
"""
