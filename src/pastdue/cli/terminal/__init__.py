"""The terminal: text, questions and progress on it, and the streams they go through."""
