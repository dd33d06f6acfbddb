"""What is proved and what is refused: forms, conditions, lemmas, rules, proofs, and bugs planted among them."""
