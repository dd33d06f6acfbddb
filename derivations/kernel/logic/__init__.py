"""Conditions: what a step leans on.

`conditions` are closed and reduced to their essential part, `defined` says what makes a quantity defined, `drawing`
holds the facts about several draws, and `rewriting` changes a quantity and collects the conditions.

Trusted.
"""
