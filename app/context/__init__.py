"""The context window, looked into."""
