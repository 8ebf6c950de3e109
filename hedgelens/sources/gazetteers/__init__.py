"""Lists of names by others: first names, surnames, cities. Each file states where it is from, and under which licence."""
