"""``python -m tqcheck`` is the command."""

from tqcheck.cli import main

if __name__ == "__main__":
    main()
