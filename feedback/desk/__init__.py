"""The jaw between the sessions: short glances, hints that hardly ever come, a self-check that needs no camera."""
