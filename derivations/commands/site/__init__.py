"""The pages of the book: everything is made from theorems, claims and their proofs, and nothing is typed twice."""
