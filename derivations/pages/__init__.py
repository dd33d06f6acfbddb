"""Pages: statements, counterexamples and ledgers as text, as LaTeX, or as a file of their own; the reference.

Nothing here is trusted.  `form_text` says forms in the language and tells refusals how.  `articles` has what the
docstrings say of each word and rule, `examples` their examples, and `example_files` a file for each example;
`reference` makes LANGUAGE.md of them.
"""
