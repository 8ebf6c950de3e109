"""An analysis as data, tables, text and reasons."""
