# ruff: noqa: E501 (one sentence in four languages stays on one line)
"""Small talks of our own in four languages, with numbers to choose: read through the whole pipeline."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import cxtext as cx

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LANGUAGES = ("de", "en", "es", "lv")

# One sentence, in the order of LANGUAGES; {} is a number in digits.
SENTENCES = (
    ("Wir haben die Nachbarn gefragt, und {} Prozent von ihnen fahren mit dem Rad.", "We asked the neighbours, and {} percent of them ride a bicycle.", "Preguntamos a los vecinos, y el {} por ciento va en bicicleta.", "Mēs jautājām kaimiņiem, un {} procenti no viņiem brauc ar velosipēdu."),
    ("In der Werkstatt arbeiten heute {} Menschen.", "In the workshop there are {} people working today.", "En el taller trabajan hoy {} personas.", "Darbnīcā šodien strādā {} cilvēki."),
    ("Der Umbau hat {} Monate gedauert.", "The rebuilding took {} months.", "La reforma duró {} meses.", "Pārbūve ilga {} mēnešus."),
    ("Weniger als {} Prozent der Reparaturen misslingen.", "Less than {} percent of the repairs fail.", "Menos del {} por ciento de las reparaciones fracasa.", "Mazāk nekā {} procenti remontu neizdodas."),
    ("Ein neuer Reifen kostet bei uns {} Euro.", "A new tyre costs {} euros here.", "Un neumático nuevo cuesta aquí {} euros.", "Jauna riepa pie mums maksā {} eiro."),
    ("Bis zum Fluss sind es {} Kilometer.", "It is {} kilometres to the river.", "Hasta el río hay {} kilómetros.", "Līdz upei ir {} kilometri."),
    ("Von den Kindern lernen {} Prozent bei uns das Flicken.", "Of the children {} percent learn to mend a tube with us.", "De los niños, el {} por ciento aprende a parchar con nosotros.", "No bērniem {} procenti pie mums iemācās lāpīt."),
    ("Mehr als {} Prozent der Kunden kommen wieder.", "More than {} percent of the customers come back.", "Más del {} por ciento de los clientes vuelve.", "Vairāk nekā {} procenti klientu atgriežas."),
    ("Ich mache das seit {} Jahren, und es wird nie langweilig.", "I have done this for {} years, and it never gets dull.", "Llevo {} años en esto y nunca me aburro.", "Es to daru {} gadus, un tas nekad neapnīk."),
    ("Im Lager liegen {} Prozent aller Ersatzteile schon bereit.", "In the store {} percent of all spare parts are ready.", "En el almacén está listo el {} por ciento de todas las piezas.", "Noliktavā jau stāv {} procenti visu rezerves daļu."),
)  # fmt: skip

QUESTIONS = (
    ("Wie hat das alles angefangen?", "How did all of this begin?", "¿Cómo empezó todo esto?", "Kā tas viss sākās?"),
    ("Und was hat sich seitdem geändert?", "And what has changed since then?", "¿Y qué ha cambiado desde entonces?", "Un kas kopš tā laika ir mainījies?"),
    ("Was wünschen Sie sich für das nächste Jahr?", "What do you wish for next year?", "¿Qué desea para el próximo año?", "Ko jūs vēlaties nākamajam gadam?"),
)  # fmt: skip

BETWEEN = (
    "Das freut uns alle sehr.",
    "That makes all of us happy.",
    "Eso nos alegra mucho a todos.",
    "Par to mēs visi priecājamies.",
)
LABELS = (
    ("Zeitung", "Anna Berg"),
    ("Newspaper", "Anna Berg"),
    ("Periódico", "Anna Berg"),
    ("Avīze", "Anna Berga"),
)

Said = tuple[int, int]
"""Which of SENTENCES, and the number in it."""


def text(language: str, said: Sequence[Said]) -> str:
    """The interview in one language: three sentences to an answer."""
    place = LANGUAGES.index(language)
    asks, answers = LABELS[place]
    lines = []
    for number in range(0, len(said), 3):
        lines.append(f"{asks}: {QUESTIONS[number // 3 % len(QUESTIONS)][place]}")
        spoken = [SENTENCES[which][place].format(value) for which, value in said[number : number + 3]]
        lines.append(f"{answers}: {' '.join([*spoken, BETWEEN[place]])}")
    return "\n\n".join(lines) + "\n"


def read(files: Mapping[str, str]) -> cx.Talk:
    """The talk whose files are these texts by language tag, written to disk in this order and read back."""
    with TemporaryDirectory() as above:
        folder = Path(above, "talk")
        folder.mkdir()
        for tag, written in files.items():
            (folder / f"{tag}.txt").write_text(written, encoding="utf-8")
        return cx.read_talk(folder)
