"""The commands of `tightbound`: `verify`, `list` (in `listing`), `show` and `check`.

`options` is the parser, `finding` looks up names.  `ledger` gathers the entries that `entries` makes, in the processes
of `workers`; `problems` has what stands against a theorem, and `causes` says with which theorem others fall.  `impact`
finds what rests on a theorem.  `judge` is the process that `check` starts, and `answers` has what the judge says of the
examples in docstrings.
"""
