"""The defaults that commands need before, or without, any settings."""

BASE_IRI = "http://127.0.0.1:8000/"
"""What every IRI of an installation begins with until it has an address of its own."""

HOST = "127.0.0.1"
PORT = 8000
