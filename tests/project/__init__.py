"""The project as a whole: arrows, sizes, evidence, and that a proof depends on its text alone."""
