"""Named states of a map, what differs between two maps, and maps that become one again."""
