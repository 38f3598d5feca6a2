"""Qt widgets that show and edit an open map; they never touch files."""
