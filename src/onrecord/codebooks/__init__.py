"""Codebooks: what words mean, as tables that a researcher can read, compare and extend (docs/codebooks.md)."""
