"""Pure reading of one document: text in, records out, no input or output but the seeds."""
