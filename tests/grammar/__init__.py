"""The questions that the code asks of a parse, each with the sentences that prove its answer."""
