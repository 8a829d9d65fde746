"""Files for people: pictures and cards to print. No rules."""
