"""Training of the reading engine: data, model, training, evaluation, export. Not shipped in the wheel."""
