"""Lines: `reading` turns one into its form and what makes it defined, `printed` refuses a line that does not print as
what it means, and `places` finds where two lines differ.

Trusted.
"""
