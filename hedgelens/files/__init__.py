"""Files: written whole or not at all, and never over what people made; what is read is checked, value by value."""
