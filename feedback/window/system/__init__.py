"""What the operating system is asked and tells: locks, wishes, readers, places."""
