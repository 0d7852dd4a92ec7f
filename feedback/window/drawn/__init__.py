"""What is drawn by hand: hammock, curves, calendar, picture."""
