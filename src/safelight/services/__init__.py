"""The rules, a file a noun."""
