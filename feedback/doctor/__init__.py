"""``kaakrust doctor``: would a session work on this computer, and if not, what helps."""
