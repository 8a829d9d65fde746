"""The lesson doctor: examines a lesson as a careful teacher would, and says what to mend and where."""
