"""What a desktop knows of the program: menu entry, icon, completion of the shell."""
