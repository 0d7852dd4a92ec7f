"""What pages are made of: type, colour, words, buttons, lists."""
