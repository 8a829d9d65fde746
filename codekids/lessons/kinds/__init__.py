"""The kinds of lesson: what each adds to a `Lesson`, and how what a child answers is judged."""
