"""The yearly report in figures: each room answers its own questions, and here the answers become one report."""
