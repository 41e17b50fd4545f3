"""`python -m torture` runs the attacks: see `runner`."""

import sys

from torture.runner import main

if __name__ == "__main__":
    sys.exit(main())
