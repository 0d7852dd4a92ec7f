"""What is kept of sessions: numbers in one SQLite file on this computer, for the owner only. No picture."""
