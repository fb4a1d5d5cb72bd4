"""One module an OAI metadata format."""
