"""The text before any parser: sentences, lead-ins, headlines, what is made plainer. No event is known."""
