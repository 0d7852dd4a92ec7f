"""Tables of how exact and how fast it is; no part of the timed test run."""
