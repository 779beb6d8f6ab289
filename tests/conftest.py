"""What every test starts from: no display and none of the user's own settings."""

from __future__ import annotations

import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt


def pytest_collection_finish() -> None:
    """Tests of the window collect garbage after each test; what all tests have imported need not be looked at again."""
    gc.collect()
    gc.freeze()
