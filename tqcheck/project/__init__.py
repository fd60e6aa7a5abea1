"""Many documents: which pairs there are, which of them changed, which were checked before, and who checks the rest.

Nothing here imports torch, transformers or spaCy before a document has to be examined, so that a run over unchanged
documents costs little more than reading them.
"""
