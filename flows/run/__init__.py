"""One run: input cut into portions, read side by side, stored by one writer, published once, by Prefect."""
