"""Why a visit gave nothing."""

from __future__ import annotations

from vision.sentences import N_

ENDED_EARLY = N_("“{source}” ended before there was enough to see; it needs a face for at least some seconds.")
