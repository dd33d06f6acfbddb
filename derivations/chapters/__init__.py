"""The chapters: what is true, one file a chapter, each to be read from top to bottom."""

ORDER = ("elbo", "iwelbo", "iwelbo_rate", "cavi")
