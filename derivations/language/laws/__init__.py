"""Laws of which something is known: those of numbers that have names, and Markov chains."""
