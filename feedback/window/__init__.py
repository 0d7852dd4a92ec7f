"""The Qt program: pages over the same journey the terminal runs. Importing this package does not import Qt."""

from feedback.window.system.binding import read_no_sources

read_no_sources()
