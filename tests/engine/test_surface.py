"""What others can see of the engine, name by name: whoever makes it larger says so here."""

import dataclasses
import importlib
import inspect

import pytest

PUBLIC = {
    "run": "Budget Stop Workers dialect_of find_all_problems run",
    "timeline": "Call CallStack Moment Recording Standing Timeline Variable calls_after",
    "sandbox": "MontySession NoWorker Stop Workers",
    "measure": "Counter Frames frames_beside_flat_out_runs hungriest_tree memory_growth next_run_latency "
    "queue_against_single_calls replay_identical stepped_against_raw stepped_ratios stop_latency "
    "turbo_against_cpython turbo_ratios worker_memory",
}
SIGNATURES = {
    "run.run": "program world workers toolbox budget seed inputs ask recording stop",
    "run.find_all_problems": "program world toolbox",
    "run.dialect_of": "world toolbox",
    "sandbox.Workers.session": "self seed stop",
    "sandbox.Workers.warm": "self",
    "sandbox.Workers.close": "self",
    "sandbox.Stop.request": "self",
    "sandbox.MontySession.begin": "self prelude program send",
    "sandbox.MontySession.feed": "self program",
    "sandbox.MontySession.answer": "self value",
    "sandbox.MontySession.rest": "self call",
}
FIELDS = {
    "timeline.Moment": "line world changed printed command arguments between seconds answer question depth "
    "function call told",
    "timeline.Variable": "name text same depth",
    "timeline.Timeline": "start moments ending problem inputs seed lines_run output output_cut full_at",
    "timeline.Call": "function line variables",
    "replay.Budget": "commands lines counted output",
    "backend.Batch": "sites values notes",
    "backend.Frame": "line column end_line end_column",
    "backend.Raised": "kind text frames",
    "backend.OverLimit": "what frames",
    "backend.Gone": "late",
}
# What the sandbox library is given: anything new here could be a door.
GIVEN = {
    "Monty": "checkout_timeout max_checkouts_per_worker max_processes min_processes request_timeout "
    "turn_duration_limit_grace",
    "checkout": "assert_message_annotations limits os_policy script_name",
    "feed_start": "print_callback",
    "resume": "",
    "display": "",
    "traceback": "",
}


def found(path: str):
    module, *names = path.split(".")
    value = importlib.import_module(f"codekids.engine.{module}")
    for name in names:
        value = getattr(value, name)
    return value


@pytest.mark.parametrize("module", PUBLIC)
def test_a_module_shows_these_names(module):
    names = {
        name
        for name, value in vars(found(module)).items()
        if not name.startswith("_")
        and (inspect.isclass(value) or inspect.isfunction(value))
        and (value.__module__ == f"codekids.engine.{module}" or name in PUBLIC[module].split())
    }

    assert " ".join(sorted(names)) == PUBLIC[module]


@pytest.mark.parametrize("path", SIGNATURES)
def test_a_function_takes_these_arguments(path):
    assert " ".join(inspect.signature(found(path)).parameters) == SIGNATURES[path]


@pytest.mark.parametrize("path", FIELDS)
def test_a_record_has_these_fields(path):
    kind = found(path)
    fields = getattr(kind, "_fields", None) or [field.name for field in dataclasses.fields(kind)]

    assert " ".join(fields) == FIELDS[path]


def test_no_parameter_is_a_path_a_callback_or_an_object_of_the_machine():
    for path in SIGNATURES:
        for parameter in inspect.signature(found(path)).parameters.values():
            assert not {"Path", "path", "file", "os", "env"} & set(str(parameter.annotation).split()), path


def test_the_sandbox_library_is_given_nothing_but_this():
    import ast

    tree = ast.parse(inspect.getsource(found("sandbox")))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in GIVEN:
            keywords = " ".join(sorted(keyword.arg or "**" for keyword in node.keywords))
            assert keywords == GIVEN[node.func.attr], node.lineno


def test_what_the_library_offers_is_what_was_looked_at():
    # A new method of a session or a new limit is a thing to think about before an upgrade.
    import pydantic_monty

    session = {name for name in dir(pydantic_monty.MontySession) if not name.startswith("_")}
    snapshot = {name for name in dir(pydantic_monty.FunctionSnapshot) if not name.startswith("_")}

    assert " ".join(sorted(session)) == (
        "dump feed_run feed_start install_dependencies load_session load_snapshot worker_pid"
    )
    assert " ".join(sorted(snapshot)) == (
        "allow_eager_await args call_id dump function_name is_os_function kwargs object_id position resume "
        "resume_auto resume_not_handled script_name trace_context"
    )
