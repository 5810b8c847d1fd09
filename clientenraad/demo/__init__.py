"""Two invented councils, so that somebody can look around: Groningen has places left, Amersfoort is full.

All days are counted from today, so the demo looks alive on any day of the year.
"""
