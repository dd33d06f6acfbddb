"""The commands of `python -m derivations`: `verify`, `show`, `list` (in `show`) and `check`.

`finding` looks up names, `entries` makes the entries of the ledger, `judge` is the process that `check` starts, and
`answers` has what the judge says of the examples in docstrings.
"""
