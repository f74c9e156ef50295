"""Letters as post: envelopes and services, the order of printing, the manifest, and the record of posting."""
