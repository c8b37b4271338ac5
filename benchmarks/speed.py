"""Speed: the cold start against Python's own, and the reading of long texts: `make bench`.

Ratios of one run on one machine; absolute figures depend on the machine.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from cxtext.language import load
from cxtext.quantities import finder_of
from cxtext.statistics import find_in_text

ROOT = Path(__file__).parent.parent
TALK = ROOT / "transcripts" / "kolsky-2016"

PARAGRAPHS = {
    "en": "We looked at the network for a long time and nobody could say where the money had gone, although "
    "everybody talked about it. Last year 84 percent of the riders said that they were happy, which is more "
    "than we had hoped for when the project began in the old harbour. The rest of them wanted better lights.",
    "lv": "Mēs ilgi skatījāmies uz tīklu, un neviens nevarēja pateikt, kur palikusi nauda, lai gan visi par "
    "to runāja. Pagājušajā gadā 84 procenti braucēju teica, ka ir apmierināti, un tas ir vairāk, nekā mēs "
    "cerējām, kad projekts sākās vecajā ostā. Pārējie gribēja labāku apgaismojumu.",
    "ur": "ہم نے بہت دیر تک اس نظام کو دیکھا اور کوئی نہ بتا سکا کہ پیسہ کہاں گیا، حالانکہ سب اس کی "
    "بات کر رہے تھے۔ گزشتہ سال 84 فیصد مسافروں نے کہا کہ وہ خوش ہیں، اور یہ ہماری امید سے بہتر تھا۔",
}


def best(command: list[str], times: int = 9) -> float:
    """The shortest of some runs, in seconds."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def cold() -> None:
    """A cold `cxtext extract` of one transcript as CSV against the start of Python."""
    python = best([sys.executable, "-c", "pass"])
    script = "from cxtext.start import main; main()"
    for tag in ("lv", "ur"):
        command = [sys.executable, "-c", script, "extract", str(TALK / f"{tag}.txt"), "--format", "csv"]
        seconds = best(command)
        ratio = f"{seconds / python:.1f} times bare Python ({python * 1000:.0f} ms)"
        print(f"cold extract {tag}: {seconds * 1000:.0f} ms, {ratio}")


def reading() -> None:
    """Megabytes a second, one statistic in 300 characters, and whether the cost is linear."""
    for tag, paragraph in PARAGRAPHS.items():
        finder_of(load(tag))
        rates = []
        for repeat in (200, 2000):
            text = "\n".join([paragraph] * repeat)
            start = time.perf_counter()
            find_in_text(text, language=tag)
            rates.append(len(text.encode()) / 1e6 / (time.perf_counter() - start))
        print(f"reading {tag}: {rates[0]:.2f} MB/s at 200 paragraphs, {rates[1]:.2f} MB/s at 2,000")


def main() -> None:
    """Print the figures."""
    cold()
    reading()


if __name__ == "__main__":
    main()
