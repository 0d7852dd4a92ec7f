"""Cameras made of software for the system's own drivers, and what Kaakrust must do with each. Run by .ci/camera-lab."""
