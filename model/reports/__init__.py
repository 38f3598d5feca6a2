"""Reports: what a map adds up to as tables, one value for window, paper, page and spreadsheet."""
