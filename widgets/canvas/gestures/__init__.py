"""One class for each thing a pointer can do on the canvas."""
