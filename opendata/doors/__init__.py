"""What the public sees over HTTP, one Flask blueprint a door."""
