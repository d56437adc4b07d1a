"""Order, retries, the commands, and the clock: the only code that knows Prefect."""
