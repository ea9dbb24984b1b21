"""The memory: its blocks beside the conversation, and the place where all of it is looked into."""
