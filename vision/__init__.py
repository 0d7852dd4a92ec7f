"""What the camera shows: frames, landmarks, the head's own frame, one jaw reading per frame."""
