"""``kaakrust doctor``: whether a session would work here, and what helps if not."""
