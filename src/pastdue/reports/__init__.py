"""Reports on a run, a book or a debt, each as a table and as JSON."""
