"""Layout: from a map to a sheet in millimetres."""
