"""Files: written whole or not at all, over nothing that people made; and what is read from them checked, value by value."""
