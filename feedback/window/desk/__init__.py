"""The desk's own process: tray or strip, hint, self-check and release."""
