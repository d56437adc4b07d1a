"""One small file a format: bytes in, a Document out."""
