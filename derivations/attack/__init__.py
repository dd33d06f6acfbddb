"""What is tried against statements: finite models, false twins, and a search at random.

`signature` says what a model has to interpret, `model` and `models` are batches of finite models, `evaluate` reads
statements in them with `numbers` (floats in bulk, exact ones and `balls` to settle what floats leave open),
`couplings` are dependent draws.  `counterexamples` enumerates small models, `random_search` shrinks larger ones,
`twins` are near misses of lines, `theorems` is all that is tried against one theorem, `hypotheses` says which ones
it needs, and `verdict` when it is proved.

It reads the statements that the author typed, and shares with the kernel nothing but them.
"""
