"""The commands of `python -m derivations`: `verify`, `show`, `list` (in `show`) and `check`.

`finding` looks up names, `entries` makes the entries of the ledger, `judge` is the process that `check` starts.
"""
