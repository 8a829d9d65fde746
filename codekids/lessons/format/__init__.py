"""The lesson file: read, checked, described, built into a `Lesson`, and kept in a cache."""
