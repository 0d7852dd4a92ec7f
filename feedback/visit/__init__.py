"""One visit: from a picture to what is told, shown and recorded."""
