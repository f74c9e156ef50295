"""Month over month: changes by customer and by bucket, and payment speed from run to run."""
