"""Build the models that ship with the proofreader: ``python -m tools.models``; see docs/models.md."""
