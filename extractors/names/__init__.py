"""Names of the knowledge base in a text, and words that only look like one. No parse is needed."""
