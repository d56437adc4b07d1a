"""What is known of a language as such: which one a text is in, its grammar, its words and cues."""
