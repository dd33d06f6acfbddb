"""Moments under laws of numbers: their closed forms, and when they are finite."""
