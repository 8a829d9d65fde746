"""A run as a moving picture: read back, it shows what was drawn, as long as it was shown."""

import pytest
from PIL import Image

from codekids.papers.animation import Frame, write_animation, write_picture

SIZE = (40, 24)
SKY, GRASS, ROBOT = (120, 190, 255), (90, 170, 80), (230, 60, 40)


def scene(step, size=SIZE):
    """Sky over grass, and a robot `step` cells along: rgb bytes."""
    picture = Image.new("RGB", size, SKY)
    picture.paste(GRASS, (0, size[1] // 2, *size))
    picture.paste(ROBOT, (step * 4, 8, step * 4 + 4, 16))
    return picture.tobytes()


def rainbow(shift):
    """Far more colours than a palette holds: rgb bytes."""
    picture = Image.new("RGB", SIZE)
    picture.putdata([(x * 6, y * 10, (shift * 40 + x) % 256) for y in range(SIZE[1]) for x in range(SIZE[0])])
    return picture.tobytes()


def read_back(path):
    """(rgb picture, milliseconds) of every frame."""
    found = []
    with Image.open(path) as file:
        for index in range(file.n_frames):
            file.seek(index)
            file.load()
            found.append((file.convert("RGB"), round(file.info["duration"])))
    return found


def difference(picture, rgb):
    """The largest difference of any colour part of any pixel."""
    return max(abs(one - other) for one, other in zip(picture.tobytes(), rgb, strict=True))


@pytest.mark.parametrize("suffix", [".gif", ".png", ".webp", ".GIF"])
def test_the_robot_walks_in_the_file_as_it_walked_in_the_window(tmp_path, suffix):
    frames = [Frame(SIZE, scene(step), 100 + 50 * step) for step in range(6)]

    write_animation(iter(frames), tmp_path / f"mersul robotului ș{suffix}")

    back = read_back(tmp_path / f"mersul robotului ș{suffix}")
    assert [milliseconds for _, milliseconds in back] == [100, 150, 200, 250, 300, 350]
    for (picture, _), frame in zip(back, frames, strict=True):
        assert picture.size == SIZE
        assert difference(picture, frame.rgb) <= (4 if suffix.lower() == ".gif" else 0)
    assert [path.name for path in tmp_path.iterdir()] == [f"mersul robotului ș{suffix}"]


@pytest.mark.parametrize("suffix", [".gif", ".png", ".webp"])
def test_it_plays_for_ever(tmp_path, suffix):
    write_animation([Frame(SIZE, scene(step), 100) for step in (0, 1)], tmp_path / f"a{suffix}")

    with Image.open(tmp_path / f"a{suffix}") as file:
        assert file.info["loop"] == 0


def test_a_scene_of_many_colours_stays_close_in_a_gif(tmp_path):
    frames = [Frame(SIZE, rainbow(shift), 100) for shift in range(12)]

    write_animation(frames, tmp_path / "a.gif")

    back = read_back(tmp_path / "a.gif")
    assert len(back) == 12
    for (picture, _), frame in zip(back, frames, strict=True):
        assert difference(picture, frame.rgb) <= 64
        parts = zip(picture.tobytes(), frame.rgb, strict=True)
        assert sum(abs(one - other) for one, other in parts) / len(frame.rgb) < 20


def test_a_small_robot_keeps_its_colour_before_a_wide_evening_sky(tmp_path):
    size = (200, 150)
    frames = []
    for step in range(6):
        picture = Image.new("RGB", size)
        picture.putdata([(x, y + 60, 180 + (x + y) // 10) for y in range(150) for x in range(200)])
        picture.paste(ROBOT, (step * 10, 100, step * 10 + 3, 103))
        frames.append(Frame(size, picture.tobytes(), 100))

    write_animation(frames, tmp_path / "a.gif")

    for step, (picture, _) in enumerate(read_back(tmp_path / "a.gif")):
        robot = picture.getpixel((step * 10 + 1, 101))
        assert max(abs(one - other) for one, other in zip(robot, ROBOT, strict=True)) < 24


@pytest.mark.parametrize("suffix", [".gif", ".png", ".webp"])
def test_a_robot_that_stands_still_is_one_longer_frame(tmp_path, suffix):
    steps = [0, 0, 0, 1, 2, 2]

    write_animation([Frame(SIZE, scene(step), 100) for step in steps], tmp_path / f"a{suffix}")

    assert [milliseconds for _, milliseconds in read_back(tmp_path / f"a{suffix}")] == [300, 100, 200]


def test_a_gif_keeps_the_whole_length_although_it_counts_in_hundredths(tmp_path):
    write_animation([Frame(SIZE, scene(step), 33) for step in range(9)], tmp_path / "a.gif")

    durations = [milliseconds for _, milliseconds in read_back(tmp_path / "a.gif")]
    assert set(durations) == {30, 40}
    assert abs(sum(durations) - 9 * 33) < 10


@pytest.mark.parametrize("suffix", [".gif", ".png", ".webp"])
def test_a_run_without_a_step_is_a_still_picture(tmp_path, suffix):
    write_animation([Frame(SIZE, scene(0), 500)], tmp_path / f"a{suffix}")

    with Image.open(tmp_path / f"a{suffix}") as file:
        assert difference(file.convert("RGB"), scene(0)) <= 4


def test_flat_colours_make_a_small_gif(tmp_path):
    size = (480, 320)
    frames = [Frame(size, scene(step, size), 100) for step in range(60)]

    write_animation(frames, tmp_path / "a.gif")

    assert (tmp_path / "a.gif").stat().st_size < sum(len(frame.rgb) for frame in frames) / 500


@pytest.mark.parametrize(
    ("frames", "name", "said"),
    [
        ([Frame(SIZE, scene(0), 100)], "a.mp4", r"\.gif, \.png, \.webp file, not 'a\.mp4'"),
        ([Frame(SIZE, scene(0), 100)], "a", "not 'a'"),
        ([], "a.gif", "at least one frame"),
        ([Frame(SIZE, b"123", 100)], "a.gif", "2880 bytes, not 3"),
        ([Frame((0, 24), b"", 100)], "a.gif", "0 × 24"),
        ([Frame(SIZE, scene(0), 100), Frame((4, 4), bytes(48), 100)], "a.png", "one size"),
    ],
)
def test_what_makes_no_animation_is_said_and_leaves_no_file(tmp_path, frames, name, said):
    with pytest.raises(ValueError, match=said):
        write_animation(frames, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_breaks_off_while_it_is_drawn_leaves_the_old_file(tmp_path):
    (tmp_path / "a.gif").write_text("yesterday's", encoding="utf-8")

    def breaks_off():
        yield Frame(SIZE, scene(0), 100)
        raise RuntimeError("the lights went out")

    with pytest.raises(RuntimeError):
        write_animation(breaks_off(), tmp_path / "a.gif")
    with pytest.raises(OSError, match="nowhere"):
        write_animation([Frame(SIZE, scene(0), 100)], tmp_path / "nowhere" / "a.gif")
    assert [path.name for path in tmp_path.iterdir()] == ["a.gif"]
    assert (tmp_path / "a.gif").read_text(encoding="utf-8") == "yesterday's"


def test_a_picture_comes_back_pixel_for_pixel(tmp_path):
    write_picture(SIZE, rainbow(3), tmp_path / "poză ș.png")

    with Image.open(tmp_path / "poză ș.png") as file:
        assert file.format == "PNG"
        assert file.tobytes() == rainbow(3)


@pytest.mark.parametrize(("name", "rgb", "said"), [("a.jpg", scene(0), "png"), ("a.png", b"12", "not 2")])
def test_what_makes_no_picture_is_said(tmp_path, name, rgb, said):
    with pytest.raises(ValueError, match=said):
        write_picture(SIZE, rgb, tmp_path / name)
    assert list(tmp_path.iterdir()) == []
