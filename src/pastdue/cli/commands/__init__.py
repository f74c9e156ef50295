"""One small module per command, each with a click `command`; heavy imports stay inside the functions."""
