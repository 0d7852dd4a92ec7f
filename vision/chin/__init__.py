"""The chin followed in the picture itself: reference pictures, the fit, and the jaw behind the skin."""
