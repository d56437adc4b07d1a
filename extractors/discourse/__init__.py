"""Memory of one document: who was named, as what, and whom a pronoun or a description means."""
