"""One module of typed models a kind of seed; importing a module reads nothing."""
