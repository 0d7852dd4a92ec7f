"""What the camera shows: frames, landmarks, the head, a jaw reading per frame."""
