"""The memory locked: what the window shows then, and locking when nobody is there."""
