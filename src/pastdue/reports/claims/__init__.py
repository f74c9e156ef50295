"""Claims: the facts of a debt whose ladder is done, as evidence, for programs, and as a court's form asks."""
