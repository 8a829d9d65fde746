"""What the kinds of lesson look like: questions, pieces to order, gaps, labels, cards. No rules: those are
in `lessons/kinds`; a widget here shows a state and tells what was done to it."""
