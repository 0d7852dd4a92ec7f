"""Where pictures come from: webcam, stream, recording, and how each is opened, read and watched."""
