"""One record to BIBFRAME: a module for each Library of Congress conversion sheet."""
