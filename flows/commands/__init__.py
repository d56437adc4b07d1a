"""The commands, a module a group. Nothing heavy is imported before a command runs."""
