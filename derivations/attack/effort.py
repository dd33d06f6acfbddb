"""The budgets: how much is tried before a statement is believed for want of a counterexample, or called undecided.

Every such budget of the attack, of the judge and of the report's verdicts stands here, so that the meaning of a verdict
can be read in one place.  A larger budget never reverses a verdict: a counterexample is certified, whatever it took to
find it.  Three limits stand elsewhere because they are no effort: the number of axes of an array (`evaluate.AXES`), the
tolerance of floats (`numbers.Floats`), and the data that a claim about a run needs (`reported.decision`,
`reported.rules_noise`).
"""

from __future__ import annotations

# --- small models: enumerated, the smallest first -------------------------------------------------------------------

# How many small models of each kind ("whole", "null", "halves", "fractions") are tried against one statement:
SMALL_MODELS_FOR_A_CLAIM = 3_000  # the claim of a file
SMALL_MODELS_FOR_A_REPORTED_CLAIM = 4_000
SMALL_MODELS_FOR_A_TWIN = 4_000  # larger models at random follow
SMALL_MODELS_FOR_A_PAGE = 300  # the claim of a page that is shown
SMALL_MODELS_FOR_THE_LEDGER = 300  # the claim of a theorem; random models and twins follow
SMALL_MODELS_FOR_A_PROVED_CLAIM = 100  # a reported claim that was tried in more models before it was proved
SMALL_MODELS_FOR_A_REFUSED_STEP = 200_000  # a step that the kernel refuses; time runs out earlier
SMALL_MODELS_FOR_A_SLIP = 20_000  # a statement one slip away from that of a rule

# Which small models there are:
SHAPES_ENUMERATED = 60  # shapes, the smallest first
SHAPES_COMPARED = 3**12  # shapes that are sorted by size; where there would be more, the largest spaces are left out
LARGEST_ENUMERATED_SPACE = 3  # points of a space, and value of a count
SHARE_OF_EQUAL_CHAINS = 0.4  # of the models of a statement about two chains
LONGEST_PATHS = 4  # steps of a path in the models that are drawn for its sake
MODELS_WITH_PATHS, CELLS_WITH_PATHS = 100, 50_000  # of each length, and of the cells of their points
CHOICES_OF_LENGTHS = 16  # where several counts say how long a path is
LATEST_TIME = 100  # of a path in a model, for each step has a table
TABLE_COORDINATES = 13  # coordinates of one table: one less than `evaluate.AXES`, whose first axis holds the models
SHAPES_WITH_EVERY_CHOICE_OF_NULL = 12  # the smallest shapes, in which every choice of spaces gets a null state
FRACTIONS = (4, 8, 16)  # the parts of one that are values of functions and numbers, beyond halves
SHAPES_WITH_FRACTIONS, MODELS_WITH_FRACTIONS = 6, 1_200  # the smallest shapes; a larger batch is left out
LEVELS, TRIAL_LEVELS = 3, 2  # the largest weight in a table; in the trial of a theorem and its twins
DRAWN_SHAPES, DRAWN_MODELS = 3, 2_000  # drawn where no small model satisfies the hypotheses, and models of each
BATCH_MODELS, TRIAL_BATCH_MODELS = 20_000, 4_000  # a larger batch is left out

# Exact numbers in small models:
EXACT_MODELS = 12  # models in which every line of a theorem is evaluated
EXACT_MODELS_ONE_BY_ONE = 4  # models of a batch that are tried alone where the batch as a whole is undecidable
EXACT_MODELS_BEFORE_THE_SMALLEST = 600  # models before a counterexample that are checked to call it the smallest

# --- larger models: drawn at random ---------------------------------------------------------------------------------

RANDOM_SHAPES = 10  # of tables, for each theorem and claim; of 332 false twins twice as many miss the same one
RANDOM_MODELS_FOR_A_THEOREM, RANDOM_MODELS_FOR_A_CLAIM = 300, 300  # models of each shape
RANDOM_CELLS = 150_000  # of all models of a shape: there are fewer models where they are large
LEAST_RANDOM_MODELS = 2_000  # models that have to satisfy the hypotheses: fewer are a failure
FIRST_MODELS_WITH_INTEGRALS = 24  # drawn before all others where integrals over numbers are evaluated
MODELS_WITH_INTEGRALS = 60  # of each shape, likewise
LEAST_MODELS_WITH_INTEGRALS = 300  # where integrals over numbers are evaluated: each model has many points
RANDOM_ROUNDS = 16  # rounds over as many shapes as are wanted until that many do; over fewer shapes there are more
LARGER_MODELS, LARGER_SHAPES, LARGER_SEED = 600, 12, 0  # against a twin before it is called undecided
SUSPECTS = 20  # models of a batch in which floats see a failure, and which are then certified
MOST_CLEARED, SUSPECTS_AFTER = 100, 2  # once so many were rounding, so many of a batch are certified
SHARE_OF_ZEROS = 0.35  # of the cells of a law's table, in every other shape
LARGEST_RANDOM_WEIGHT = 16  # of a law
RANDOM_VALUES = (-4, 8)  # least and largest numerator of the value of a function or a number
PARAMETER_VALUES = (0.0, 1.0, -1.0, 2.0, 0.5)  # of parameters: at some, weights of a family vanish
PARAMETER_POWERS = (-4, 4)  # of two: parameters that no family and no function depends on lie between these
POWERS_UNDER_INTEGRALS = (-1, 3)  # the same where integrals over numbers depend on them: the points of these suffice
MOST_EXACT_VALUES = 30_000  # computed for what a hypothesis asks, all tables of a recursion together; else floats are
DENOMINATORS = (1, 1, 2, 4)  # of these values, one drawn for each model

RANDOM_MODELS_FOR_A_SCHEMA, SHAPES_OF_A_SCHEMA = 300, 8  # for each statement of a rule

# --- twins ----------------------------------------------------------------------------------------------------------

TWINS_OF_A_CLAIM, TWINS_OF_A_LINE = 10, 6
LATEST_WITNESSES = 3  # models that refuted twins, and which are tried first against the next one
SLIPS_OF_A_STATEMENT = 40  # of a rule

# --- exact numbers --------------------------------------------------------------------------------------------------

LARGEST_DIVISOR = 100_000  # tried in a factorisation
LARGEST_FACTORIAL = 200  # of which the logarithm is exact
MOST_BITS = 1 << 16  # of a ball that decides the sign of a sum of logarithms

# --- what is shown of a counterexample ------------------------------------------------------------------------------

CLEAR_GAP = 0.02  # between two sides, absolute, or relative where both are below one: a reader sees it

# The search for a telling counterexample, which is shown instead of the smallest; the smallest decides.
TELLING_MODELS = 3_000  # of each shape
TELLING_CELLS = 60_000  # of all models of a shape: there are fewer models where they are large
TELLING_CHOICES_OF_COUNTS = 3  # of how many draws there are
TELLING_CERTIFIED = 8  # models of a shape, the simplest first, until exact numbers suffice for one

# --- the search that shrinks the counterexamples it finds -----------------------------------------------------------

SEARCHED_MODELS = 300
LARGEST_SPACE, LARGEST_COUNT, LARGEST_WEIGHT = 4, 3, 12
SEARCH_SECONDS = 5.0  # for all counterexamples to one theorem of a file

# --- the process that judges a file ---------------------------------------------------------------------------------

ADVICE_SECONDS = 0.5  # for other reasons for a refused step
MOST_RENAMINGS = 12  # of a theorem that may be one of these reasons
TIMEOUT = 20.0  # seconds, unless `--timeout` says otherwise
MEMORY = 4 << 30  # bytes
