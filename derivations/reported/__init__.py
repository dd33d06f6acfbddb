"""The report, adjudicated: every checkable thing that a worked assignment says, each with its verdict.

The policy by which the report is read
--------------------------------------

1.  A claim transcribes the words and formulas that are printed.  "Can" stays "can": such a claim says that a case exists, and one
    certified case proves it.  A bare "is" or "does" is said of every case.
2.  A comma, a "becomes", a colon and "+ const" mean what they mean in such texts: the word before a display says no more
    than the display, and "+ const" means that the difference of the two sides does not change with the variable.
3.  A claim is judged as printed, before anything is mended in it: no parenthesis, range, exception or factor is put in first.
    A sum, a product or a symbol that the text leaves open is read in every way that the text in scope offers.
4.  Where a symbol is wrong or undefined, the claim is refuted if it is false in every reading that the text in scope
    offers.  Its evident reading, which its neighbouring lines leave no doubt of, is adjudicated beside it.
5.  A definition stays in force as it is printed, until the text changes it.  A letter that the text introduces nowhere, such as a
    capital P beside p, has the one meaning that the scope leaves.
6.  A hypothesis that every text of this kind leaves unsaid, that the means and logarithms of a line exist, or that a derivative may
    enter an integral, is not held against a claim.  Anything more is.
7.  A statement of a listing is a claim of its own.  One that can be run alone is decided by running it; one that no run
    can show, such as a call of a name that nothing defines, by the text of the listing.  Of a syntax error nobody can tell
    whether the author or the extraction from pages made it; it is refuted as printed, like any other slip, with its
    evident reading beside it.
8.  What needs a figure, a measure or a text that is missing is not checkable, and says when it would be right.
9.  The same words at another place are another claim; the same place says one thing once.

Roots, consequences and severities
----------------------------------

A wrong claim that is right once another one is mended is a consequence of that one, its root.  It is computed: the mended quantities
of the root are put into the claim, and the statement that results has to be proved (`errors`).  Errors are counted by root.

-   slip: the root has an evident reading, which is right, and everything that follows from the root is right with it; an
    evident reading differs from what is printed by a misprint, which is a letter, an index, a name, a word, a bracket, or a
    term that a neighbouring line has; a formula for another quantity has none
-   gap: the root is right under a hypothesis, or with a term or a factor, that is missing
-   wrong conclusion: neither, and a claim that the question set out to show is the root or follows from it
-   wrong result: any other
"""
