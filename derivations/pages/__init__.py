"""How statements, theorems, counterexamples and ledgers are shown: as text, as LaTeX, as a file of its own.

Nothing here is trusted.  `form_text` says forms in the language and tells refusals how.
"""
