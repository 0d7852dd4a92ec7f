"""What must be set before anything heavy loads: the fence, memory, display, exit codes."""
