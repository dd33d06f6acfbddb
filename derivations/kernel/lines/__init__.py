"""Lines: from what an author typed to forms, and to the places where two lines differ.

`reading` gives the form of a line and the conditions under which it is defined, `printed` refuses a line whose text
would be read as another line, and `places` finds where two lines differ.

Trusted: all of it.  Nothing here depends on the printer being right.
"""
