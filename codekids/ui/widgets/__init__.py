"""The parts screens are made of. A widget is placed, draws itself, and tells its parent by a callable."""
