"""Rows of data, ours and the user's own: ladders, policies, layouts, languages, presets and rates."""
