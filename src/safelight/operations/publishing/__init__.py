"""What is published where."""
