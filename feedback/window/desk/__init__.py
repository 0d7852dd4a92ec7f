"""The desk's own process: tray or strip, the hint, the self-check, the thirty-second release. Qt widgets only."""
