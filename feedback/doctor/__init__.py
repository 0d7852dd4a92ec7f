"""``kaakrust doctor``: whether a session would work on this computer, and what helps if not."""
