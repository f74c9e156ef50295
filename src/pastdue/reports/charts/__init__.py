"""Charts of reports: what their parts measure, for paper and for the page alike."""
