"""One file a job kind, named as the element that asks for it."""
