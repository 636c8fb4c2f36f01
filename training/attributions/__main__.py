"""``python -m training.attributions``: see ``command``."""

from training.attributions.command import main

if __name__ == "__main__":
    main()
