"""Sound for closed eyes: what is to be heard (score), how it sounds (loops, instrument), and where it goes."""
