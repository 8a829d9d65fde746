"""How hard a text is to read: sentences, words, syllables, in three languages."""

import pytest

from codekids.lessons.doctor.reading_level import reading_level, syllables


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ro", "pomi:1 copii:2 casă:2 ploaie:2 căsuțe:3 programul:3 bibliotecă:4 calculatorul:5"),
        ("en", "step:1 table:2 apple:2 imagine:3 library:3"),
        ("hu", "fa:1 lépés:2 zászlóig:3 fordulásig:4 könyvtárosoknak:5"),
    ],
)
def test_syllables_are_counted_by_rule_of_thumb(lang, words):
    for word, count in (pair.split(":") for pair in words.split()):
        assert syllables(word, lang) == int(count), word


@pytest.mark.parametrize(
    ("lang", "text", "sentences", "longest"),
    [
        ("ro", "Ari merge. Ari se oprește.", 2, 3),
        ("ro", "Scrie `move(2)` acum.", 1, 3),
        ("ro", "Sunt 4. Uită-te la linia 4.", 2, 3),
        ("ro", "Pe linia 3.2 e ceva", 1, 4),
        ("hu", "Az 1., az 5. és a 9. oszlopon.", 1, 5),
        ("en", "“Stop!” said Ari.", 1, 2),
        ("ro", "", 0, 0),
        ("ro", "…", 0, 0),
    ],
)
def test_a_sentence_ends_where_a_reader_breathes(lang, text, sentences, longest):
    level = reading_level(text, lang)

    assert (level.sentences, level.longest) == (sentences, longest)


def test_long_words_are_named_and_a_few_are_fine():
    few = reading_level("Bibliotecara repară calculatorul.", "ro")
    many = reading_level("Bibliotecara repară calculatorul, imprimanta și televizorul bibliotecii.", "ro")

    assert few.long_words == ("Bibliotecara", "calculatorul")
    assert (few.many_long_words, many.many_long_words) == (False, True)
