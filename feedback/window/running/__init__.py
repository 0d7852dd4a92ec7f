"""A visit that runs in the window: its thread, its sound and voice."""
