"""The knowledge base and its loaders."""
