"""The program works however it came to the machine, in a folder with a space and a ș too."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

FOLDER = "code kids ș"
PROGRAM = "move()\nmove()\n"


def python(*arguments: object, python: Path = Path(sys.executable), cwd: Path, **environment: str):
    """Run Python without our own checkout on its path; gives stdout."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(python), *map(str, arguments)],
        cwd=cwd,
        env={**clean, "PYTHONIOENCODING": "utf-8", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def checkout(root, tmp_path_factory) -> Path:
    """A copy of this checkout in a folder with an awkward name."""
    copy = tmp_path_factory.mktemp("packaging") / FOLDER
    hidden = shutil.ignore_patterns(".git", "__pycache__", ".*_cache", ".hypothesis", "dist", "build")
    shutil.copytree(root, copy, ignore=hidden)
    return copy


@pytest.fixture(scope="module")
def wheel(checkout, tmp_path_factory) -> Path:
    """The wheel made out of the sdist, as someone far away would make it."""
    out = tmp_path_factory.mktemp("dist ț")
    python("-m", "build", "--no-isolation", "--outdir", out, checkout, cwd=out)
    return next(out.glob("*.whl"))


@pytest.fixture
def fresh(tmp_path) -> Path:
    """The Python of a new environment that sees the libraries of this one, but not our package."""
    home = tmp_path / "mediu nou ă"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    found = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)})
    libraries = Path(pytest.__file__).resolve().parent.parent
    lend = "import sys; sys.path.append(" + repr(str(libraries)) + ")"
    Path(site, "libraries.pth").write_text(lend, encoding="utf-8")
    return found


def pip_install(fresh: Path, *what: object, cwd: Path) -> None:
    python(
        "-m", "pip", "--python", fresh, "install", "--quiet", "--no-deps", "--no-build-isolation",
        "--no-index", "--ignore-installed", *what, cwd=cwd,
    )  # fmt: skip


def solved_with(tmp_path: Path, *start: object, interpreter: Path, cwd: Path) -> dict:
    """Run a small program on the first lesson; gives the JSON."""
    program = tmp_path / "programul meu ș.py"
    program.write_text(PROGRAM, encoding="utf-8")
    told = python(
        *start, "run", program, "--lesson", "buna-robotule", "--json", "--data", tmp_path / "date ă",
        python=interpreter, cwd=cwd,
    )  # fmt: skip
    return json.loads(told)


def test_a_checkout_runs_as_it_is(checkout, tmp_path):
    told = solved_with(tmp_path, "-m", "codekids", interpreter=Path(sys.executable), cwd=checkout)

    assert told["steps"] == 2


def test_the_wheel_out_of_the_sdist_carries_lessons_pictures_and_the_compiled_lessons(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())

    assert "codekids/_data/lessons/primii-pasi/pack.yaml" in names
    assert "codekids/_data/assets/hero/ari-east.svg" in names
    assert "codekids/_data/lessons.json" in names
    assert "codekids/locale/ro/LC_MESSAGES/world.mo" in names
    assert not [name for name in names if name.startswith(("tests/", "docs/"))]


def test_a_wheel_straight_from_the_checkout_holds_the_same(checkout, wheel, tmp_path):
    python("-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path, checkout, cwd=tmp_path)
    direct = zipfile.ZipFile(next(tmp_path.glob("*.whl")))
    through_sdist = zipfile.ZipFile(wheel)

    assert sorted(direct.namelist()) == sorted(through_sdist.namelist())


def test_an_installed_wheel_plays_without_reading_yaml(wheel, fresh, tmp_path):
    pip_install(fresh, wheel, cwd=tmp_path)

    told = solved_with(tmp_path, "-m", "codekids", interpreter=fresh, cwd=tmp_path)
    seen = python(
        "-c",
        "import sys; from pathlib import Path; from codekids.cli.folders import content;"
        "from codekids.lessons.format.cache import load_packs; packs = load_packs(content('lessons'));"
        "print(len(packs), 'yaml' in sys.modules, 'pydantic' in sys.modules, content('lessons'))",
        python=fresh, cwd=tmp_path,
    )  # fmt: skip

    assert told["steps"] == 2
    count, yaml, pydantic, place = seen.strip().split(" ", 3)
    assert int(count) >= 1
    assert (yaml, pydantic) == ("False", "False")
    assert "_data" in place


def test_an_editable_install_uses_the_content_of_the_checkout(checkout, fresh, tmp_path):
    pip_install(fresh, "--editable", checkout, cwd=tmp_path)

    told = solved_with(tmp_path, "-m", "codekids", interpreter=fresh, cwd=tmp_path)
    place = python(
        "-c",
        "from codekids.cli.folders import content; print(content('lessons'))",
        python=fresh,
        cwd=tmp_path,
    )

    assert told["steps"] == 2
    assert Path(place.strip()) == checkout / "lessons"


def test_no_dependency_brings_the_other_pygame():
    from importlib import metadata

    names = {(found.metadata["Name"] or "").lower() for found in metadata.distributions()}

    assert "pygame-ce" in names
    assert "pygame" not in names
