"""`python -m kitgen` is the same as `kitgen`."""

from kitgen.cli import main

if __name__ == "__main__":
    main(prog_name="kitgen")
