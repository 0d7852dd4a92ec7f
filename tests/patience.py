"""How long tests wait for what must come: so long that nothing is late on a busy machine, and only a fault takes it."""

PATIENCE_S = 240.0
PATIENCE_MS = round(1000 * PATIENCE_S)
