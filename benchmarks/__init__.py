"""Figures and speed: what the model card says, measured by commands. Not shipped in the wheel."""
