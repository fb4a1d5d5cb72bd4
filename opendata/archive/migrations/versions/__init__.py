"""One module for each revision; what it says never changes."""
