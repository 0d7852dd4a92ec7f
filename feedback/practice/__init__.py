"""The pure core of practising: exercises, session, cues. No clock, no file, no window."""
