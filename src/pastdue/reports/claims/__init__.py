"""Claims: the facts of a debt whose ladder is done, as evidence on paper, for programs, and for a court's form."""
