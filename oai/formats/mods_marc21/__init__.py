"""MARC 21 to MODS 3.8, a module for each part of the Library of Congress's mapping."""
