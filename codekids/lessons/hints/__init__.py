"""What helps a child on: what a run showed, the five rungs of help, the librarian's card."""
