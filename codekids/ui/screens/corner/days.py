"""Days of the calendar as a librarian writes and reads them: "6.10.2025", "vineri, 10.10.2025".

Pure: today comes in as an argument.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from codekids.lang import catalogue
from codekids.lang.problems import Message

ORDERS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})\s*[./-]\s*(?P<m>\d{1,2})(?:\s*[./-]\s*(?P<y>\d{4}|\d{2}))?\.?"),
    re.compile(r"(?P<y>\d{4})\s*\.\s*(?P<m>\d{1,2})\s*\.\s*(?P<d>\d{1,2})\.?"),  # as Hungarians write
)


def read_day(text: str, today: date, lang: str = "ro") -> date | Message | None:
    """The day that was written; None for nothing. Without a year it is the one nearest to today."""
    plain = text.strip()
    if not plain:
        return None
    for order in ORDERS:
        if found := order.fullmatch(plain):
            day, month, year = int(found["d"]), int(found["m"]), found["y"]
            try:
                if year:
                    return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
                around = [date(today.year + more, month, day) for more in (-1, 0, 1)]
            except ValueError:
                break
            return min(around, key=lambda one: abs(one - today))
    return Message("corner.not_a_day", {"text": plain[:30], "example": written(today, lang)})


def written(day: date | None, lang: str = "ro") -> str:
    """As it stands in a field: "6.10.2025", in Hungarian "2025. 10. 6."; "" for None."""
    if day is None:
        return ""
    return f"{day.year}. {day.month}. {day.day}." if lang == "hu" else f"{day.day}.{day.month}.{day.year}"


def said(day: date, lang: str) -> str:
    """With its weekday: "vineri, 10.10.2025"."""
    return catalogue.text("corner.day", lang, weekday=weekday(day.isoweekday(), lang), day=written(day, lang))


def weekday(number: int, lang: str) -> str:
    """What a weekday is called, 1 is Monday."""
    return catalogue.text(f"corner.weekday_{number}", lang)


def stepped(day: date | None, days: int, today: date) -> date:
    """So many days later (or earlier); from no day at all, today is the first step."""
    if day is None:
        return today
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def said_ago(at: int, now_day: date | None, day: date | None, lang: str) -> str:
    """When something last happened: today, yesterday, or the day; "" when nobody can know (`at` 0)."""
    if not at or day is None:
        return ""
    if now_day is not None and (now_day - day).days in (0, 1):
        return catalogue.text("corner.today" if day == now_day else "corner.yesterday", lang)
    return written(day, lang)


def span(first: date | None, last: date | None, lang: str) -> str:
    """From when until when, in words."""
    if first and last:
        return catalogue.text("corner.from_until", lang, first=said(first, lang), last=said(last, lang))
    if first:
        return catalogue.text("corner.from", lang, day=said(first, lang))
    if last:
        return catalogue.text("corner.until", lang, day=said(last, lang))
    return catalogue.text("corner.no_end", lang)
