"""``python -m recoupe``: the command line."""

from recoupe.interfaces.cli import main

if __name__ == "__main__":
    main()
