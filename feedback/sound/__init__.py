"""Sound for closed eyes: what is to be heard, how it sounds, where it goes."""
