"""``python -m hedgelens``: the command line, even if its script is not on the path."""

from hedgelens.cli import main

if __name__ == "__main__":
    main()
