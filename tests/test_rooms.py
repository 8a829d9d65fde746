"""The house rules that no reviewer should have to remember: which room may open which door."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "codekids"

MAY_IMPORT = {
    "lang": set(),
    "world": set(),
    "engine": {"lang", "world"},
    "lessons": {"lang", "world", "engine"},
    "progress": {"lang", "world", "engine"},
    "papers": {"lang", "world", "engine"},
    "ui": {"lang", "world", "engine", "lessons", "progress", "papers"},
    "hub": {"lang", "world", "engine", "lessons", "progress", "papers"},
    "cli": {"lang", "world", "engine", "lessons", "progress", "papers", "ui", "hub"},
}

OWNER = {
    "pygments": "lang",
    "pydantic_monty": "engine",
    "yaml": "lessons",
    "sqlite3": "progress",
    "http.client": "progress",
    "zeroconf": "progress",
    "fpdf": "papers",
    "segno": "papers",
    "PIL": "papers",
    "pygame": "ui",
    "fastapi": "hub",
    "sqlalchemy": "hub",
    "argparse": "cli",
    "platformdirs": "cli",
}

KNOWS_PYGAME = ("view/", "app.py", "widgets/")


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


MODULES = sorted(path for path in PACKAGE.rglob("*.py") if len(path.relative_to(PACKAGE).parts) > 1)


def imports(path: Path) -> list[tuple[int, str]]:
    """Every module imported anywhere in a file, lazily or not: (line, dotted name)."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the whole name, not a relative import"
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_opens_only_doors_below_its_own(path):
    room = room_of(path)
    for line, name in imports(path):
        parts = name.split(".")
        if parts[0] == "codekids" and len(parts) > 1 and (PACKAGE / parts[1]).is_dir():
            assert parts[1] == room or parts[1] in MAY_IMPORT[room], f"{path}:{line} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_each_outside_library_has_one_owner(path):
    for line, name in imports(path):
        for library, owner in OWNER.items():
            if name == library or name.startswith(library + "."):
                assert room_of(path) == owner, f"{path}:{line} imports {name}, which belongs to {owner}"


def test_in_the_window_only_the_drawing_modules_know_pygame():
    for path in MODULES:
        inside = path.relative_to(PACKAGE / "ui").as_posix() if room_of(path) == "ui" else ""
        if inside and not inside.startswith(KNOWS_PYGAME):
            assert not [name for _, name in imports(path) if name.split(".")[0] == "pygame"], path


def test_a_widget_knows_no_screen():
    for path in (PACKAGE / "ui" / "widgets").rglob("*.py"):
        screens = [name for _, name in imports(path) if name.startswith("codekids.ui.screens")]
        assert not screens, f"{path} imports {screens}"


def test_every_room_says_what_it_is():
    for room in MAY_IMPORT:
        front = PACKAGE / room / "__init__.py"
        if front.exists():
            assert ast.get_docstring(ast.parse(front.read_text(encoding="utf-8"))), front


def test_the_child_s_code_is_never_executed_in_our_own_process():
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"exec", "eval"}, f"{path}:{node.lineno}"
