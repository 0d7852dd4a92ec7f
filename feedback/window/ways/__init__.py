"""How one page leads to another."""
