"""What the person sees, hears and keeps: the command, the session, the window."""
