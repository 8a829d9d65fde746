"""How fast a full club opens is measured with the real screens; what it comes to is no test's business."""

from codekids.ui.measure_club import opening


def test_a_club_is_opened_and_walked_through(assets):
    took = opening(assets, times=3, children=4)
    for seconds in (took.cards, took.map, took.corner):
        assert len(seconds) == 3 and took.frames(seconds) > 0
    assert len(took.map_frames.frame) > 20 and took.map_frames.ratio() > 0
