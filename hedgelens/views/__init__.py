"""An analysis as people look at it and keep it: as plain data, tables, text on a terminal, reasons in words."""
