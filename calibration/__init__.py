"""What it means for this person: guided poses, baseline, profiles, states."""
