"""What is kept on disk: sessions, settings, exports; and what follows from them."""
