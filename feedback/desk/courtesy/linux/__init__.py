"""Courtesy sources of Linux desktops: kernel files, D-Bus, sound server, screen."""
