"""Core memory beside the conversation: its blocks, live, to read and to edit."""
