"""Letters as post: envelopes and services, the order of the mail room, the manifest, what was posted."""
