"""Type: fonts, shaping with HarfBuzz, line breaking, set text."""
