"""Reports: what is told of a run, a book and a debt, each as a table and as JSON."""
