"""One file a command; each holds `run`."""
