"""Disk faults put under the commands: the n-th call of the system fails, and what must hold then."""
