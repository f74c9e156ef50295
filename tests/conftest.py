"""What every test starts from: a fixed day that counts as today, so that the suite is green on any day."""

from __future__ import annotations

import os

os.environ["PASTDUE_TODAY"] = "2027-03-31"
