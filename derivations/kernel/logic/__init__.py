"""Conditions: what a step leans on.

`conditions` closes them and reduces them to their essential part, `defined` says when a quantity is defined, `drawing`
has the facts about several draws, and `rewriting` changes a quantity and collects the conditions.

Trusted: a condition that is dropped here is asked of nobody.
"""
