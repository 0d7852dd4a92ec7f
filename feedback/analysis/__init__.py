"""Recordings, measured: a row for every picture, a plot, a spread explained."""
