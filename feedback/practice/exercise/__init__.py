"""The exercises, each in a file of its own, and the form they share."""
