"""Print: from a map and print settings to pages in millimetres, before any PDF library."""
