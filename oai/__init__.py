"""An OAI-PMH 2.0 provider over any repository of records."""
