"""Month over month: what moved by customer and by bucket, and how fast customers pay from run to run."""
