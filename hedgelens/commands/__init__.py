"""The commands, one module for each or for several of a kind; ``hedgelens.cli`` registers them."""
