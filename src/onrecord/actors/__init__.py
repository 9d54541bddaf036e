"""Actors: who is who in the news, by dated and sourced tables (docs/actors.md)."""
