# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""Run the command: `python -m statserver_actions mask "*,~LoggedOut"`."""

from __future__ import annotations

import sys

from ._command import main

if __name__ == "__main__":
    sys.exit(main())
