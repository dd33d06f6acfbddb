"""Pages: statements, counterexamples and ledgers as text, as LaTeX, or as a file of their own.

Nothing here is trusted.  `form_text` says forms in the language and tells refusals how.
"""
