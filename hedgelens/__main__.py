"""``python -m hedgelens``: the command line, also where its script is not on the path."""

from hedgelens.cli import main

if __name__ == "__main__":
    main()
