"""The .journey file: reading, checking, migrating and writing it."""
