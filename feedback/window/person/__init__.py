"""The person at the screen: choices, past, baseline."""
