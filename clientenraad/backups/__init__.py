"""Backups: one file with the database and the media, and the way back from it (docs/rules.md, 16)."""
