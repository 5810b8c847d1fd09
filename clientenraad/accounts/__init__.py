"""Who may log in, how, and for how long (docs/decisions/0010-login.md)."""
