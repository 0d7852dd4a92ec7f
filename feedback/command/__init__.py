"""The ``kaakrust`` command: its options, its lines on the terminal, its exit codes."""
