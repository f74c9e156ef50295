"""Rows of data, shipped and the user's own: ladders, policies, layouts, languages, presets and rates."""
