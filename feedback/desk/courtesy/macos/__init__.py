"""Courtesy sources of macOS: calls into its own libraries, which answer at once."""
