"""The Qt program: pages over the same journey the terminal runs. Importing this package does not import Qt."""
