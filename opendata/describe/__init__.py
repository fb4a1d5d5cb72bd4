"""Descriptions of the whole for machines: DCAT, VoID, schema.org, citations."""
