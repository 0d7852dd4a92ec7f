"""Measuring recordings: a row for every picture, a plot, and what a spread is made of."""
