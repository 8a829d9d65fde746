"""The result of `codekids run` as a person reads it on a terminal."""

from __future__ import annotations

from typing import Any

from codekids.lang import catalogue

MET, NOT_MET, STAR, NO_STAR = "✓", "✗", "★", "☆"


def as_text(report: dict[str, Any], lang: str) -> str:
    """A few lines: the outcome, what the program wrote, the problem, the goals, a hint."""

    def say(key: str, **args: str | int) -> str:
        return catalogue.text(key, lang, **args)

    lines = [say(f"cli.outcome.{report['outcome']}")]
    if report["goals"]:
        lines[0] += "  " + STAR * report["stars"] + NO_STAR * (3 - report["stars"])
    lines[0] += "  " + say("cli.steps", n=report["steps"])
    for problem in report["problems"]:
        lines.append(f"{say('cli.line', line=problem['line'])}: {problem['text'][lang]}")
        if problem.get("fix"):
            lines.append(f"  {problem['fix'][lang]}")
    if report["output"]:
        lines += [say("cli.output"), *(f"  {line}" for line in report["output"].splitlines())]
        if report["output_cut"]:
            lines.append(f"  {say('cli.output_cut')}")
    for goal in report["goals"]:
        mark = MET if goal["met"] else NOT_MET
        lines.append(f"  {mark} {goal['text'][lang]}{' ' + STAR if goal['optional'] else ''}")
    if report["hint"]:
        lines.append(f"{say('cli.hint')}: {report['hint']['text'][lang]}")
    return "\n".join(lines)
