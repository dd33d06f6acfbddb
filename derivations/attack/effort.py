"""How much is tried before something is believed for want of a counterexample, or is called undecided.

Every such budget stands here, so that what a verdict means can be read in one place.  More effort never turns a verdict
round: a counterexample is certified whatever it took to find it.
"""

from __future__ import annotations

# --- small models, of each kind, in the order of their size -----------------------------------------------------------

SMALL_FOR_A_CLAIM = 3_000  # for the claim of a file
SMALL_FOR_THE_REPORT = 4_000  # for a statement of the report
SMALL_FOR_A_TWIN = 4_000  # for a near miss, before larger models are drawn at random
SMALL_FOR_A_SLIP = 20_000  # for a statement one slip away from a rule's
MOST_SLIPS = 40  # for each statement of a rule
SMALL_BEFORE_A_PAGE = 300  # for a claim whose page is shown
SMALL_BEFORE_THE_LEDGER = 300  # for a theorem, before all else that is tried against it
SMALL_ONCE_MORE = 100  # for a proved claim of the report, null states among them
SMALL_FOR_A_REFUSED_LINE = 200_000  # for a step that the kernel refuses, while there is time
CONFIRMED_EXACTLY = 600  # before a counterexample, to call it the smallest

MOST_TRIED = 60  # shapes that are enumerated, the smallest first
MOST_SHAPES = 3**12  # to choose them from: with more spaces and counts, the spaces are smaller
MOST_COORDINATES = 13  # that a table has room for
EVERY_CHOICE_OF_NULL = 12  # shapes in which every choice of spaces with a null state is enumerated

# --- models at random -------------------------------------------------------------------------------------------------

SHAPES = 20  # of tables, for each theorem and claim
THEOREM_MODELS, CLAIM_MODELS = 600, 300  # for each shape
LEAST_MODELS = 5_000  # that satisfy the hypotheses: fewer is a failure, and none would make a theorem vacuous
EXACT_MODELS = 12  # in which every line is read without rounding
MODELS_OF_A_SCHEMA, SHAPES_OF_A_SCHEMA = 300, 8  # for each statement of a rule
LARGER_MODELS, LARGER_SHAPES = 2_000, 12  # before a near miss is called undecided

# --- the search that shrinks what it finds ----------------------------------------------------------------------------

SEARCHED = 300  # models
LARGEST_SPACE, LARGEST_WEIGHT = 4, 12
SEARCH = 5.0  # seconds at most for the counterexamples of a theorem in a file
