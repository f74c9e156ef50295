"""Charts of reports: the measures of their parts, shared by paper and HTML."""
