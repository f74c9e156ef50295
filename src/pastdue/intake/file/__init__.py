"""Files as records: bytes unpacked and decoded, then cut into rows, fields and cells."""
