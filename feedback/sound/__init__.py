"""Sound for closed eyes: what is to be heard (score), how it sounds (loops, instrument), and where it goes."""

from feedback.sound.player import Player
from feedback.sound.wave_file import SoundFile

__all__ = ["Player", "SoundFile"]
