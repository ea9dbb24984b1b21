"""The language models on this machine."""
