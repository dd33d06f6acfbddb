"""The worked assignment: its claims, the rules that decide them, and the runs that they are decided from."""
