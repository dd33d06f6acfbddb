"""The attack: statements are tried in finite models, against false twins, and in a search at random.

`effort` holds every budget.  `model` is a batch of finite models of one shape, `models` draws and enumerates them, with
`couplings` for dependent draws.  `evaluate` reads statements in them, in the arithmetics of `numbers` (floats for many
models at once, exact numbers) and of `balls`, which decide where an exponential is no exact number.
`certificate` recomputes a counterexample without rounding, and `sides` says what a reader sees of it, in the
arithmetics of `infinity`.  `counterexamples` tries statements in small models, `survey` in many random ones,
`random_search` shrinks larger models, and `telling` looks for the counterexample that is shown, in which as little
hides mistakes as can be (`degenerate`).  `twins` makes near misses of lines, `theorems` is the trial of one theorem,
`hypotheses` says which hypotheses it needs, and `verdict` says when it is proved.

The attack reads statements as the author typed them, and its evaluation shares nothing else with the kernel; `theorems`
and `hypotheses` also ask the kernel.
"""
