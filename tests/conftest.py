"""What every test starts from: a fixed day that counts as today, so that the suite is green on any day, and no test
that fails because the machine is slow.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

os.environ["PASTDUE_TODAY"] = "2027-03-31"

settings.register_profile("pastdue", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("pastdue")
