"""The figure of the doctor: that it is taken, not what it is, for a busy machine would fail."""

from codekids.lessons.doctor.rate import ROUND, Rate, check_rate


def test_every_lesson_of_a_folder_is_counted(pack):
    rate = check_rate(pack.parent, times=1)

    assert rate.lessons == 2 * ROUND
    assert rate.a_second > 0


def test_nothing_examined_in_no_time_is_no_rate():
    assert Rate(0, 0.0).a_second == 0.0
