"""Source, blocks, source: not a byte is lost, whatever the program."""

import ast
import sys
import warnings
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codekids.lang.blocks import sample
from codekids.lang.blocks.join import source_of
from codekids.lang.blocks.workspace import Workspace, statements, view


def same(source: str) -> Workspace:
    """The view of a source that comes back identical, and is of one piece."""
    workspace = view(source)
    assert source_of(workspace) == source
    last = 0
    for block in statements(workspace.blocks):
        assert block.line >= last
        last = block.line
    ids = [inner.id for block in workspace.blocks for inner in block.walk()]
    assert len(ids) == len(set(ids))
    return workspace


def test_an_odd_program_has_a_view_and_comes_back_identical(odd):
    workspace = same(odd)

    assert workspace.stale is None
    assert bool(workspace.blocks) == bool(odd.strip("\ufeff\n"))


def programs_of_the_lessons(root: Path):
    for path in sorted((root / "lessons").glob("*/*.yaml")):
        lesson = yaml.safe_load(path.read_text(encoding="utf-8"))
        for name in ("start", "solution"):
            if isinstance(lesson.get(name), str):
                yield path.stem, lesson[name]
        for wrong in lesson.get("wrong") or ():
            yield path.stem, wrong


def test_every_program_of_the_lessons_comes_back_identical(root):
    programs = list(programs_of_the_lessons(root))

    assert len(programs) > 10
    for name, source in programs:
        assert same(source).stale is None, name


# The thorough run asks for the full figure; the seeds are drawn and shrunk by hypothesis.
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(random=st.randoms(use_true_random=False), size=st.integers(1, 30), tame=st.booleans())
def test_a_program_made_up_at_random_comes_back_identical(random, size, tame):
    assert same(sample.program(random, size, tame)).stale is None


@pytest.mark.slow
def test_two_thousand_programs_come_back_identical(thorough):
    if not thorough:
        pytest.skip("set CODEKIDS_THOROUGH=1 to make up two thousand programs")

    @settings(max_examples=2000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(random=st.randoms(use_true_random=False), size=st.integers(1, 40), tame=st.booleans())
    def all_of_them(random, size, tame):
        assert same(sample.program(random, size, tame)).stale is None

    all_of_them()


def files_of_pythons_own_tests():
    spec = find_spec("test")
    if spec is None or not spec.submodule_search_locations:
        return []
    folder = Path(next(iter(spec.submodule_search_locations)))
    return sorted(path for path in folder.rglob("*.py") if "site-packages" not in path.parts)


@pytest.mark.parametrize("part", range(4))
def test_python_s_own_test_files_come_back_identical(thorough, part):
    files = files_of_pythons_own_tests()
    if len(files) < 100:
        pytest.skip(f"this Python comes without its own tests ({sys.version.split()[0]})")
    seen = 0
    for path in files[part::4] if thorough else files[part::56]:
        raw = path.read_bytes()
        try:
            source = raw.decode("utf-8")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                ast.parse(source.removeprefix("\ufeff"))
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        workspace = view(source)
        assert workspace.stale is None, path
        assert source_of(workspace).encode("utf-8") == raw, path
        seen += 1
    assert seen > 10


def test_five_thousand_lines_have_a_view():
    source = "for i in range(3):\n    move()\n    if front_is_clear():\n        take()\n    x += 1\n" * 1000

    assert len(same(source).blocks) == 1000


@pytest.mark.parametrize("depth", [60, 98])
def test_deep_nesting_has_a_view(depth):
    source = "".join(" " * level + "if x:\n" for level in range(depth)) + " " * depth + "move()\n"

    assert len(statements(same(source).blocks)) == depth + 1


@pytest.mark.parametrize(
    "source",
    [
        "".join(" " * level + "if x:\n" for level in range(120)) + " " * 120 + "move()\n",
        "x = " + "1 + " * 5000 + "1\n",
        "x = " + "(" * 150 + "1" + ")" * 150 + "\n",
        "x = " + "not " * 150 + "y\n",
        "x = " + "[" * 90 + "]" * 90 + "\n",
    ],
    ids=["a hundred levels", "a long sum", "many brackets", "many nots", "lists in lists"],
)
def test_what_is_nested_too_deeply_is_grey_and_comes_back(source):
    workspace = view(source)

    assert source_of(workspace) == source
    kinds = {inner.kind for block in workspace.blocks for inner in block.walk()}
    assert "python" in kinds or "number" in kinds
