"""What must be set before anything heavy loads: fence, memory, display."""
