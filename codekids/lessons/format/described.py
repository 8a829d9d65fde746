"""What each field of a lesson file and a `pack.yaml` means: one sentence in English, one in Romanian.

The JSON Schema and the tables of docs/lessons.md and docs/lessons.ro.md are made
of these; a test holds them against the model, so that no field goes without.
"""

from __future__ import annotations

Sentences = tuple[str, str]  # English, Romanian

# By the name of the class in file_lesson.py, file_kinds.py, file_world.py; what a class takes over
# from another is described there.
DESCRIBED: dict[str, dict[str, Sentences]] = {
    "Words": {
        "ro": ("The text in Romanian.", "Textul în română."),
        "en": ("The text in English.", "Textul în engleză."),
        "hu": ("The text in Hungarian.", "Textul în maghiară."),
    },
    "Play": {
        "task": (
            "What the child is asked to do, at most three short sentences.",
            "Ce are de făcut copilul, în cel mult trei propoziții scurte.",
        ),
        "mode": (
            "How it is programmed: `blocks`, `text`, `either` (as the child likes) "
            "or `bridge` (both at once).",
            "Cum se programează: `blocks` (blocuri), `text`, `either` (cum vrea "
            "copilul) sau `bridge` (amândouă).",
        ),
        "minutes": ("About how long it takes.", "Cam cât durează."),
        "world": ("The map and what stands on it.", "Harta și ce se află pe ea."),
        "toolbox": (
            "The commands and words that are offered; left out, all of them.",
            "Comenzile și cuvintele care se oferă; fără listă, toate.",
        ),
        "limits": ("What a program has to keep to.", "Limitele în care trebuie să încapă programul."),
        "start": (
            "The program the child begins with; in `predict` and `run` the one to read.",
            "Programul cu care începe copilul; la `predict` și `run`, cel de citit.",
        ),
        "locked": (
            "Lines of `start`, from 1, that stay as and where they are; of a line with `:` only "
            "its head, the inside may be filled.",
            "Linii din `start`, de la 1, care rămân cum și unde sunt; la o linie cu `:` doar capul "
            "ei, înăuntru se poate completa.",
        ),
        "kept": (
            "Lines of `start`, from 1, that may be moved but stay in the program.",
            "Linii din `start`, de la 1, care se pot muta, dar rămân în program.",
        ),
        "goals": (
            "What a run must do; each is one thing.",
            "Ce trebuie să facă programul; câte un lucru fiecare.",
        ),
        "hints": (
            "Hints, from a question to a piece with gaps. Five stand on the rungs 0 to 4.",
            "Indicii, de la o întrebare la o bucată cu goluri. Cinci indicii stau pe treptele 0–4.",
        ),
        "mistakes": (
            "Mistakes you expect, and what is said about them.",
            "Greșeli la care te aștepți și ce se spune despre ele.",
        ),
        "librarian": (
            "What the librarian may ask a child who is stuck.",
            "Ce poate întreba cine ține clubul când un copil s-a blocat.",
        ),
        "solution": (
            "A program that solves it; the check runs it, children never see it.",
            "Un program care rezolvă; verificarea îl rulează, copiii nu îl văd.",
        ),
        "wrong": (
            "Programs that must not solve it; the check tries each.",
            "Programe care nu trebuie să rezolve; verificarea le încearcă pe toate.",
        ),
        "predict": (
            "Kind `predict`: what to say before Run.",
            "Felul `predict`: ce se spune înainte de rulare.",
        ),
        "parsons": (
            "Kind `parsons`: pieces to put in order; without it, the lines of the solution.",
            "Felul `parsons`: piesele de pus în ordine; fără el, liniile soluției.",
        ),
        "gap": (
            "Kind `gap`: how the gaps `___` of `start` are filled; without it, by typing.",
            "Felul `gap`: cum se umplu golurile `___` din `start`; fără el, se scriu.",
        ),
        "fix": ("Kind `fix`: the bug in `start`.", "Felul `fix`: greșeala din `start`."),
        "subgoals": (
            "Labels over lines of `start`, for a worked example.",
            "Etichete peste liniile din `start`, pentru un exemplu rezolvat.",
        ),
        "project": (
            "Kinds `project` and `make`: something of one's own.",
            "Felurile `project` și `make`: o lucrare liberă.",
        ),
        "investigate": (
            "Two or three questions after the run.",
            "Două-trei întrebări după rulare.",
        ),
    },
    "Step": {
        "kind": (
            "What the step is: `predict`, `run`, `investigate`, `modify`, `make`, "
            "or `puzzle`, `parsons`, `gap`, `fix`.",
            "Ce fel de pas este: `predict`, `run`, `investigate`, `modify`, "
            "`make`, sau `puzzle`, `parsons`, `gap`, `fix`.",
        ),
    },
    "Modify": {
        "task": ("What to change in the example.", "Ce este de schimbat în exemplu."),
    },
    "LessonFile": {
        "format": ("The version of this format, 1.", "Versiunea acestui format, 1."),
        "id": (
            "Its name in the program: small letters, digits, `-`; it never changes "
            "and is the name of the file.",
            "Numele lecției în program: litere mici, cifre, `-`; nu se schimbă și este și numele fișierului.",
        ),
        "version": ("Counts your changes, as you like.", "Numără schimbările tale, cum vrei."),
        "title": ("The title, at most 40 characters.", "Titlul, cel mult 40 de semne."),
        "story": (
            "A story to read aloud, at most 75 words.",
            "O poveste de citit cu voce tare, cel mult 75 de cuvinte.",
        ),
        "task": (
            "What the child is asked to do, at most three short sentences.",
            "Ce are de făcut copilul, în cel mult trei propoziții scurte.",
        ),
        "kind": (
            "Which kind of lesson it is; left out: `puzzle`. With `steps`, leave it out.",
            "Ce fel de lecție este; fără el, `puzzle`. La o lecție cu `steps` se lasă afară.",
        ),
        "concepts": (
            "The one new idea, as a word of your own; reviews draw by it.",
            "Singura idee nouă, ca un cuvânt al tău; după ea se aleg recapitulările.",
        ),
        "needs": (
            "Ideas from earlier lessons that it builds on.",
            "Idei din lecții dinainte, pe care se sprijină.",
        ),
        "curriculum": (
            "Codes of the school curriculum, such as `M5.ops`.",
            "Coduri din programa școlară, ca `M5.ops`.",
        ),
        "ages": ("For which ages, from and to.", "Pentru ce vârste, de la și până la."),
        "steps": (
            "Several things to do one after another, instead of one kind.",
            "Mai multe lucruri de făcut pe rând, în loc de un singur fel.",
        ),
        "modify": (
            "Kind `worked`: what to change after the example; what it leaves out is as in the lesson.",
            "Felul `worked`: ce se schimbă după exemplu; ce lipsește este ca în lecție.",
        ),
        "quiz": ("Kind `quiz`: questions.", "Felul `quiz`: întrebări."),
        "review": (
            "Kind `review`: what to draw from earlier lessons.",
            "Felul `review`: ce se trage din lecțiile dinainte.",
        ),
        "unplugged": (
            "Kind `unplugged`: a card for the table.",
            "Felul `unplugged`: un cartonaș pentru masă.",
        ),
        "career": ("Who does this for a living.", "Cine face asta la lucru."),
        "exam_item": (
            "One question in the form of the National Assessment.",
            "O întrebare în forma de la Evaluarea Națională.",
        ),
        "talk": ("Two questions to talk about together.", "Două întrebări de discutat împreună."),
        "authors": ("Who wrote the lesson.", "Cine a scris lecția."),
        "licence": ("How others may use it.", "Cum o pot folosi alții."),
        "drafts": (
            "Languages that no native teacher has read yet.",
            "Limbile pe care nu le-a citit încă un profesor vorbitor.",
        ),
    },
    "World": {
        "kind": ("Which world; so far `grid`.", "Ce lume; deocamdată `grid`."),
        "map": (
            "The map, drawn: `.` floor, `#` wall, `>` `<` `^` `v` Ari and where Ari looks, `G` the flag.",
            "Harta, desenată: `.` liber, `#` zid, `>` `<` `^` `v` Ari și încotro privește, `G` steagul.",
        ),
        "skin": ("How it looks, such as `village`.", "Cum arată, de exemplu `village`."),
        "variants": (
            "More maps on which the program must work.",
            "Alte hărți pe care trebuie să meargă programul.",
        ),
    },
    "Variant": {
        "hidden": (
            "Whether the map is tried only at the end, unseen.",
            "Dacă harta se încearcă numai la sfârșit, nevăzută.",
        ),
    },
    "Start": {
        "map": ("The map, where it is another one.", "Harta, dacă este alta."),
        "legend": (
            "What other signs of the map mean: floor wall goal hero water door key "
            "box, or a thing such as apple.",
            "Ce înseamnă alte semne: floor wall goal hero water door key box, sau un lucru, ca apple.",
        ),
        "things": (
            "Things that the map cannot show, such as five on one square.",
            "Lucruri pe care harta nu le poate arăta, ca cinci pe o căsuță.",
        ),
        "walls": ("Thin walls between two squares.", "Ziduri subțiri între două căsuțe."),
        "hero": ("Ari, where the map does not say it.", "Ari, acolo unde harta nu spune."),
        "inputs": (
            "Answers to `input()` where no child types.",
            "Răspunsuri la `input()` când nu scrie un copil.",
        ),
    },
    "Thing": {
        "at": ("The square, [column, row] from the bottom left.", "Căsuța, [coloană, rând] din stânga jos."),
        "kind": ("Which thing, such as apple.", "Ce lucru, de exemplu apple."),
        "count": ("How many; left out: 1.", "Câte; fără el, 1."),
    },
    "Wall": {
        "at": ("The square, [column, row] from the bottom left.", "Căsuța, [coloană, rând] din stânga jos."),
        "side": ("On which side: north, east, south, west.", "Pe ce parte: north, east, south, west."),
    },
    "Hero": {
        "at": ("The square Ari starts on.", "Căsuța de pe care pornește Ari."),
        "facing": (
            "Where Ari looks: north, east, south, west.",
            "Încotro privește Ari: north, east, south, west.",
        ),
        "holds": ("What is in the bag, thing and number.", "Ce are în sac, lucru și număr."),
    },
    "Limits": {
        "max_blocks": ("At most so many blocks.", "Cel mult atâtea blocuri."),
        "max_lines": ("At most so many lines.", "Cel mult atâtea linii."),
        "max_steps": ("At most so many commands in a run.", "Cel mult atâtea comenzi într-o rulare."),
        "blocks": (
            "How many blocks of a word there are, such as `move: 4`; the palette counts them down.",
            "Câte blocuri ale unui cuvânt sunt, de exemplu `move: 4`; paleta le numără.",
        ),
    },
    "Goal": {
        "reach": (
            "Ari ends on the flag (`goal`) or on a square.",
            "Ari se oprește la steag (`goal`) sau pe o căsuță.",
        ),
        "heading": (
            "Ari ends looking north, east, south or west.",
            "Ari privește la sfârșit spre north, east, south sau west.",
        ),
        "collect": ("Things to take, with `count`.", "Ce lucruri se iau, cu `count`."),
        "deliver": ("Things to bring to `at`, with `count`.", "Ce lucruri se duc la `at`, cu `count`."),
        "paint": (
            "Colours and their squares, or a drawn picture with `colours`.",
            "Culori și căsuțele lor, sau un desen cu `colours`.",
        ),
        "colours": ("What the signs of a drawn picture mean.", "Ce înseamnă semnele din desen."),
        "avoid": (
            "Where Ari must not step: `water`, a thing, or squares.",
            "Unde nu are voie Ari: `water`, un lucru sau căsuțe.",
        ),
        "say": ("What Ari says.", "Ce spune Ari."),
        "print": ("What the program prints.", "Ce scrie programul."),
        "visit": (
            "Squares in the order in which Ari passes them.",
            "Căsuțele, în ordinea în care trece Ari.",
        ),
        "uses": ("A word that the program uses, such as for.", "Un cuvânt folosit în program, ca for."),
        "not_uses": ("A word that it does not use.", "Un cuvânt nefolosit în program."),
        "max_blocks": ("At most so many blocks.", "Cel mult atâtea blocuri."),
        "max_lines": ("At most so many lines.", "Cel mult atâtea linii."),
        "max_steps": ("At most so many commands.", "Cel mult atâtea comenzi."),
        "count": ("How many: a number, or `all`.", "Câte: un număr sau `all`, adică toate."),
        "at": ("The square to bring things to.", "Căsuța la care se duc lucrurile."),
        "optional": ("Whether it only gives a star.", "Dacă dă numai o stea."),
        "text": ("Your own sentence for the goal.", "Propoziția ta pentru țintă."),
    },
    "Hint": {
        "level": (
            "Its rung: 0 mirror, 1 question, 2 place, 3 example, 4 piece with gaps.",
            "Treapta: 0 oglindă, 1 întrebare, 2 locul, 3 exemplu, 4 bucată cu goluri.",
        ),
        "line": ("The line of the program that lights up.", "Linia din program care se luminează."),
        "cell": ("The square of the map that lights up.", "Căsuța de pe hartă care se luminează."),
    },
    "Mistake": {
        "when": (
            "When it was made: bumped, stopped_short, `unused turn_left`, `collect "
            "apple failed`, `program_like` …",
            "Când s-a făcut: bumped, stopped_short, `unused turn_left`, `collect "
            "apple failed`, `program_like` …",
        ),
        "say": (
            "What the child reads: what is seen, one thing to try.",
            "Ce citește copilul: ce se vede, un lucru de încercat.",
        ),
        "librarian": ("What the librarian may ask.", "Ce poate întreba cine ține clubul."),
    },
    "Predict": {
        "ask": ("The question.", "Întrebarea."),
        "options": ("The answers: squares to mark, or texts.", "Răspunsurile: căsuțe de arătat sau texte."),
        "answer": ("Which one is right, counted from 1.", "Al câtelea e bun, numărat de la 1."),
    },
    "Option": {
        "text": (
            "The answer; a plain text alone will do where nothing else is said.",
            "Răspunsul; ajunge textul singur, dacă nu mai e nimic de spus.",
        ),
        "cell": ("A square of the map instead of a text.", "O căsuță de pe hartă, în loc de text."),
        "why": ("What to say to whoever chose it.", "Ce i se spune celui care l-a ales."),
        "means": (
            "What is mixed up by whoever chose it; see the list below.",
            "Ce încurcă cine l-a ales; vezi lista de mai jos.",
        ),
    },
    "Distractor": {
        "code": ("The piece that does not belong.", "Piesa care nu se potrivește."),
        "why": ("Why it does not.", "De ce nu se potrivește."),
        "means": ("What is mixed up by whoever uses it.", "Ce încurcă cine o folosește."),
    },
    "Parsons": {
        "lines": (
            "The pieces, where the lines of the solution are cut otherwise.",
            "Piesele, dacă soluția se taie altfel decât pe linii.",
        ),
        "distractors": ("Pieces that do not belong.", "Piese care nu se potrivesc."),
        "indentation": (
            "Whether the child sets the spaces, too; left out: in `text` and `bridge`.",
            "Dacă și spațiile le pune copilul; fără el, la `text` și `bridge`.",
        ),
    },
    "Gap": {
        "free": (
            "Whether the gaps are typed instead of filled with pieces.",
            "Dacă golurile se scriu, în loc de piese.",
        ),
        "distractors": ("Pieces that fit no gap.", "Piese care nu se potrivesc în niciun gol."),
    },
    "Fix": {
        "planted": ("Which mistake it is; see the list below.", "Ce greșeală este; vezi lista de mai jos."),
        "line": ("The line it is on.", "Linia pe care stă."),
        "most": (
            "How many lines a good repair changes; left out: 1.",
            "Câte linii schimbă o reparație bună; fără el, 1.",
        ),
        "why": ("What to say when it is mended.", "Ce se spune când e reparată."),
    },
    "Subgoal": {
        "label": ("What the lines are for.", "La ce folosesc liniile."),
        "lines": ("First and last line.", "Prima și ultima linie."),
    },
    "Project": {
        "rubric": ("Rows to look at together at the end.", "Rânduri la care vă uitați împreună la sfârșit."),
        "checks": ("What the computer checks.", "Ce verifică programul."),
        "paints_map": ("Whether the child draws the map as well.", "Dacă desenează copilul și harta."),
    },
    "Check": {
        "uses": (
            "A word it uses; `loop` is `for` or `while`.",
            "Un cuvânt folosit; `loop` este `for` sau `while`.",
        ),
        "least_actions": (
            "At least so many commands that do something.",
            "Cel puțin atâtea comenzi care fac ceva.",
        ),
        "finishes": ("`true`: it runs to its end.", "`true`: merge până la capăt."),
        "saved": ("`true`: it was saved.", "`true`: a fost păstrat."),
        "solvable": (
            "`true`: the author of the map has walked it.",
            "`true`: autorul hărții a mers el însuși pe ea.",
        ),
        "text": ("Your own sentence for the check.", "Propoziția ta pentru verificare."),
    },
    "Quiz": {
        "items": ("The questions.", "Întrebările."),
        "exam": (
            "As in an exam: four answers each, marked at the end.",
            "Ca la examen: câte patru răspunsuri, corectate la sfârșit.",
        ),
        "enough": (
            "How many right answers are enough; left out: four of five.",
            "Câte răspunsuri bune ajung; fără el, patru din cinci.",
        ),
    },
    "Item": {
        "ask": ("The question.", "Întrebarea."),
        "id": (
            "A name for the log, where its place may change.",
            "Un nume pentru jurnal, dacă i se poate schimba locul.",
        ),
        "program": ("A program shown with the question.", "Un program arătat lângă întrebare."),
        "options": ("Choose: the answers.", "De ales: răspunsurile."),
        "answer": (
            "Choose: which answer is right, counted from 1.",
            "De ales: al câtelea răspuns e bun, de la 1.",
        ),
        "number": ("A number to write.", "Un număr de scris."),
        "near": ("How far from the number still counts.", "Cât de departe de număr se mai acceptă."),
        "slips": ("Wrong numbers you expect.", "Numere greșite la care te aștepți."),
        "pairs": ("Pairs to match.", "Perechi de potrivit."),
        "order": (
            "Things to put in order, written as they are right.",
            "De pus în ordine; scrie-le în ordinea bună.",
        ),
        "cards": ("Statements, true or false.", "Propoziții adevărate sau false."),
        "trace": ("A table of variables to fill in.", "Un tabel de variabile de completat."),
        "why": ("What to say afterwards.", "Ce se spune la sfârșit."),
        "concepts": (
            "Ideas it is about; left out: those of the lesson.",
            "Ideile de care ține; fără ele, ale lecției.",
        ),
        "curriculum": ("Codes of the school curriculum.", "Coduri din programa școlară."),
    },
    "Slip": {
        "number": ("The wrong number.", "Numărul greșit."),
        "why": ("What to say to whoever wrote it.", "Ce i se spune celui care l-a scris."),
        "means": ("What is mixed up.", "Ce s-a încurcat."),
    },
    "Pair": {
        "left": ("What stands on the left.", "Ce stă în stânga."),
        "right": ("What belongs to it.", "Ce i se potrivește."),
    },
    "Card": {
        "says": ("The statement.", "Propoziția."),
        "answer": ("`true` or `false`.", "`true` (adevărat) sau `false` (fals)."),
        "why": ("Why it is so.", "De ce e așa."),
    },
    "Trace": {
        "columns": ("The variables.", "Variabilele."),
        "rows": (
            'A row for each line that changes a variable; "" where nothing is asked.',
            'Un rând pentru fiecare linie care schimbă o variabilă; "" unde nu se întreabă.',
        ),
    },
    "Review": {
        "concepts": ("Ideas to draw from; left out: all.", "Din ce idei se trage; fără listă, din toate."),
        "packs": ("Packs to draw from; left out: all.", "Din ce pachete se trage; fără listă, din toate."),
        "count": ("How many questions; left out: 5.", "Câte întrebări; fără el, 5."),
        "enough": (
            "How many right answers are enough; left out: four of five.",
            "Câte răspunsuri bune ajung; fără el, patru din cinci.",
        ),
        "items": (
            "Questions of its own, where too little is due.",
            "Întrebări proprii, când nu sunt destule de repetat.",
        ),
    },
    "Unplugged": {
        "materials": ("What to bring.", "Ce trebuie adus."),
        "steps": ("What to do, step by step.", "Ce se face, pas cu pas."),
    },
    "Career": {
        "card": ("The id of the picture card.", "Numele cartonașului cu poza."),
        "title": ("The job.", "Meseria."),
        "fact": ("Something true about it.", "Ceva adevărat despre ea."),
        "source": ("Where the fact is from.", "De unde este informația."),
        "year": ("From which year.", "Din ce an."),
    },
    "ExamItem": {
        "stem": ("The question.", "Întrebarea."),
        "options": ("Exactly four answers.", "Exact patru răspunsuri."),
        "answer": ("Which one is right, counted from 1.", "Al câtelea e bun, numărat de la 1."),
        "why": ("What to say afterwards.", "Ce se spune la sfârșit."),
        "curriculum": ("Codes of the school curriculum.", "Coduri din programa școlară."),
    },
    "PackFile": {
        "format": ("The version of this format, 1.", "Versiunea acestui format, 1."),
        "id": (
            "Its name in the program: small letters, digits, `-`.",
            "Numele pachetului în program: litere mici, cifre, `-`.",
        ),
        "version": ("Counts your changes, as you like.", "Numără schimbările tale, cum vrei."),
        "title": ("The title.", "Titlul."),
        "summary": ("What it is about, in one sentence.", "Despre ce este, într-o propoziție."),
        "authors": ("Who wrote it.", "Cine l-a scris."),
        "licence": ("How others may use it.", "Cum îl pot folosi alții."),
        "audience": ("For whom it is.", "Pentru cine este."),
        "opens_after": (
            "What has to be done before it opens on the map. Without it the pack is open from the start; "
            "a pack given by the library is always open.",
            "Ce trebuie făcut înainte ca pachetul să se deschidă pe hartă. Fără acest câmp e deschis de la "
            "început; un pachet dat de bibliotecă e deschis mereu.",
        ),
        "lessons": ("The ids of the lessons, in order.", "Lecțiile, cu id-urile lor, în ordine."),
    },
    "OpensAfter": {
        "packs": (
            "Ids of packs whose lessons must all be solved first.",
            "Id-urile pachetelor ale căror lecții trebuie rezolvate toate înainte.",
        ),
        "stars": (
            "How many stars must be won, in all packs together.",
            "Câte stele trebuie câștigate, în toate pachetele la un loc.",
        ),
    },
    "Audience": {
        "ages": ("From which age to which.", "De la ce vârstă la ce vârstă."),
        "grades": ("From which grade to which.", "Din ce clasă în ce clasă."),
    },
}


def described(model: type, field: str) -> Sentences:
    """What a field of a class means. Raises KeyError where nobody has written it."""
    for owner in model.__mro__:
        if field in DESCRIBED.get(owner.__name__, {}):
            return DESCRIBED[owner.__name__][field]
    raise KeyError(f"{model.__name__}.{field} has no sentence in described.py")
