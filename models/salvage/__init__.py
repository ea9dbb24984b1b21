"""What can still be read of a damaged memory file, put into a new one."""
