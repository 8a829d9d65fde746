"""Every block that a palette offers may also be used."""

import pytest

from codekids.lang.blocks.edits import AtStart, Insert, Loose
from codekids.lang.blocks.palette import TEMPLATES, palette
from codekids.lang.blocks.rules import Rules, apply_within
from codekids.lang.blocks.workspace import view


@pytest.mark.parametrize("word", sorted(TEMPLATES))
def test_what_one_word_brings_can_be_put_into_the_program(word):
    workspace = view("")
    for shelf in palette(workspace, (word,)):
        for offer in shelf.offers:
            place = Loose(0, 0) if offer.block.is_reporter else AtStart()
            assert apply_within(workspace, Insert(offer.code, place), Rules(toolbox=(word,))).refused is None
