"""What a system does not tell, in words for preferences and the doctor."""

from __future__ import annotations

from feedback.desk.courtesy.table import Matter
from vision.sentences import N_, Sentence

NOT_TOLD = {
    Matter.CAMERA: Sentence(
        N_("This system does not say whether another program uses the camera. A look then finds it busy, and waits.")
    ),
    Matter.MICROPHONE: Sentence(
        N_("This system does not say whether the microphone is in use, so a call is not noticed. Pause before one.")
    ),
    Matter.HIDDEN: Sentence(N_("This desktop does not say when the screen is locked.")),
    Matter.IDLE: Sentence(N_("This desktop does not say how long nobody touched keyboard or mouse.")),
    Matter.FULL_SCREEN: Sentence(N_("This desktop does not say when a program fills the screen or presents.")),
    Matter.DO_NOT_DISTURB: Sentence(N_("This desktop does not say when you do not want to be disturbed.")),
    Matter.BATTERY: Sentence(N_("This computer does not say how full its battery is.")),
}
