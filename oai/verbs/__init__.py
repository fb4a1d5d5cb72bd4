"""The six verbs of OAI-PMH 2.0, section 4."""
