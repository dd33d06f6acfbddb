"""What the worked assignment's listings do, rebuilt call for call.

The baseline of the benchmarks, and what claims about the listings are decided on. Nothing else uses them.
"""
