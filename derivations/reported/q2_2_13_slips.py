"""The report on 2.2.13: printed lines with a slip; the claim without the slip stands where the line belongs."""

from derivations.reported.claim import not_checkable

not_checkable(
    "2.2.13-bh", lines=(598, 598), kind="listing", says="As printed: λ_1 to λ_n are initialised.",
    why="There are D parameters, and n is not explained.  Read as D it is 2.2.13-f.")

not_checkable(
    "2.2.13-bi", lines=(604, 608), kind="listing", says="As printed: f_d and h_d are formed with p_t and q_t.",
    why="t counts the iterations, and p is the same in all of them; in the paper it is p_d and q_d, the factors that a "
        "parameter has to do with.  Without the letters, as line 621 asks to read, it is 2.2.13-h; with d for t it is another "
        "estimate, whose signal the listing does not have (2.2.13-o).")

not_checkable(
    "2.2.13-bj", lines=(718, 718), kind="listing", says="As printed: f_t and h_t are computed for this draw.",
    why="t counts the iterations, and f and h are matrices with a row for every d.  With d for t it is 2.2.13-ab; read as "
        "the whole matrices of iteration t it is wrong, for one draw fills one column.")

not_checkable(
    "2.2.13-bk", lines=(753, 753), kind="listing",
    says="As printed: the gradient is the average over the draws of f_i minus the coefficient a_d times h_i.",
    why="i is not explained.  With d for i it is 2.2.13-ae; with any other parameter for i it is wrong.")
