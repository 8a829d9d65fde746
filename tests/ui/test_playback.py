"""The playhead: play, pause, step, step back, scrub, over a run that may still grow."""

from dataclasses import dataclass

import pytest

from codekids.engine.timeline import Moment, Recording, Timeline, Variable
from codekids.ui.playback import CHECKPOINT, Playback


@dataclass(frozen=True)
class Spot:
    """The smallest world: one number."""

    at: int


def recording(count: int, over: bool = True) -> Recording:
    made = Recording(Spot(0))
    for n in range(count):
        made.moments.append(
            Moment(
                line=n % 3 + 1,
                world=Spot(n + 1),
                changed=(Variable("i", str(n)), Variable(f"v{n % 5}", str(n))),
                printed=f"{n}\n",
                command="move" if n % 2 == 0 else None,
            )
        )
    if over:
        made.timeline = Timeline(made.start, tuple(made.moments), "finished")
    return made


def play_to_the_end(playback: Playback, frame: float = 1 / 60) -> int:
    frames = 0
    while playback.tick(frame):
        frames += 1
        assert frames < 100_000
    return frames


def test_a_fresh_playback_stands_before_the_first_line():
    playback = Playback(recording(4))

    assert (playback.index, playback.line, playback.world.at) == (-1, None, 0)
    assert playback.variables() == {}
    assert playback.output() == ""


def test_playing_reaches_the_last_moment_and_rests():
    playback = Playback(recording(4))
    playback.play()

    play_to_the_end(playback)

    assert (playback.index, playback.world.at, playback.playing) == (3, 4, False)
    assert playback.finished
    assert not playback.tick(1.0)


@pytest.mark.parametrize("speed", ["snail", "walk", "hare", "end"])
def test_every_speed_shows_the_same_end(speed):
    playback = Playback(recording(30), speed=speed)
    playback.play()

    play_to_the_end(playback)

    assert playback.world.at == 30


def test_the_snail_needs_more_frames_than_the_hare():
    frames = {}
    for speed in ("snail", "walk", "hare"):
        playback = Playback(recording(10), speed=speed)
        playback.play()
        frames[speed] = play_to_the_end(playback)

    assert frames["snail"] > frames["walk"] > frames["hare"]


def test_stepping_back_undoes_one_moment_at_a_time():
    playback = Playback(recording(5))
    playback.to_end()

    playback.back()
    playback.back()

    assert (playback.index, playback.world.at) == (2, 3)
    assert playback.variables()["i"] == "2"


def test_stepping_back_at_the_start_stays_at_the_start():
    playback = Playback(recording(2))
    playback.back()

    assert playback.index == -1


def test_a_step_glides_and_then_stands_still():
    playback = Playback(recording(5))
    playback.forward()

    before, after, share = playback.glide()
    assert (before.at, after.at, share) == (0, 1, 0.0)
    assert play_to_the_end(playback) > 3
    assert playback.index == 0


def test_moving_several_cells_glides_through_each_of_them():
    made = Recording(Spot(0))
    made.moments.append(Moment(line=1, world=Spot(3), command="move", between=(Spot(1), Spot(2))))
    playback = Playback(made)
    playback.forward()

    seen = set()
    while playback.tick(0.02):
        before, after, share = playback.glide()
        assert 0 <= share <= 1
        seen.add((before.at, after.at))

    assert {(0, 1), (1, 2), (2, 3)} <= seen


def test_reduced_motion_jumps():
    playback = Playback(recording(3), jump=True)
    playback.forward()

    before, after, share = playback.glide()
    assert (before, share) == (after, 1.0)


def test_a_run_that_grows_is_followed():
    made = recording(2, over=False)
    playback = Playback(made)
    playback.play()
    for _ in range(200):
        playback.tick(1 / 60)
    assert playback.index == 1
    assert playback.playing and not playback.finished

    made.moments.append(Moment(line=9, world=Spot(99)))
    made.timeline = Timeline(made.start, tuple(made.moments), "finished")
    play_to_the_end(playback)

    assert playback.world.at == 99


def test_playing_again_from_the_end_starts_over():
    playback = Playback(recording(3))
    playback.to_end()
    playback.play()

    assert (playback.index, playback.playing) == (-1, True)


@pytest.mark.parametrize("index", [0, 1, CHECKPOINT - 1, CHECKPOINT, CHECKPOINT + 1, 3 * CHECKPOINT + 7])
def test_variables_after_a_jump_are_those_of_walking_there(index):
    made = recording(3 * CHECKPOINT + 20)
    playback = Playback(made)
    playback.go_to(index)

    assert playback.variables() == made.timeline.variables_at(index)


def test_scrubbing_is_bounded_by_what_is_recorded():
    playback = Playback(recording(3))

    playback.go_to(500)
    assert playback.index == 2
    playback.go_to(-9)
    assert playback.index == -1


def test_the_changed_variables_are_those_of_the_line_under_the_playhead():
    playback = Playback(recording(3))
    playback.go_to(1)

    assert playback.changed() == {"i", "v1"}
