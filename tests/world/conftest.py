"""What the stories of the grid share."""

import pytest

from codekids.world.world import Done


@pytest.fixture
def after():
    """The world after commands that all go well: "move" or ("take", "apple")."""

    def carry_out(world, *commands):
        for command in commands:
            name, *arguments = command if isinstance(command, tuple) else (command,)
            outcome = world.do(name, tuple(arguments))
            assert isinstance(outcome, Done), outcome
            world = outcome.world
        return world

    return carry_out
