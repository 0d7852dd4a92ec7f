"""Courtesy sources of Windows: registry and system calls, which answer at once."""
