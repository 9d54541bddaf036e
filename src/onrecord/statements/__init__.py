"""The attribution graph to statements: assembled, completed, nested, resolved, classed."""
