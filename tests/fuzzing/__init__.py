"""Damaged input, and what must hold then; the suite plays a little of it, benchmarks/fuzz.py a lot.

For every case: it works, or one plain sentence says what is wrong. No other exception, in no thread; nothing that was
there is overwritten; what is damaged is set aside.
"""
