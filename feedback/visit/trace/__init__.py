"""A trace of a visit: what was seen and decided, as numbers and without a picture, to be gone through again later."""
