"""When a document was published: by its address, its lines, its metadata. The clock is no candidate."""
