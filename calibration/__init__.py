"""What it means for this person: guided poses, the personal baseline, profiles, states."""
