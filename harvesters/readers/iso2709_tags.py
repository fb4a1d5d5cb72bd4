"""Tags that an entry of the directory has in damaged form: told by the field's kind, its neighbours and MARC.

A tag is only made out where one alone is possible; else the field keeps its content under `UNKNOWN`.
"""

from collections.abc import Iterable

UNKNOWN = "ZZZ"
"""The tag of a field whose own is lost: allowed by ISO 2709 and MARCXML, and in use by nobody."""

_SUBFIELD = b"\x1f"
_DIGITS = "0123456789"
_TAGS = (
    "001 003 005 006 007 008 010 013 015 016 017 018 020 022 024 025 026 027 028 030 031 032 033 034 035 "
    "036 037 038 040 041 042 043 044 045 046 047 048 050 051 052 055 060 061 066 070 071 072 074 080 082 "
    "083 084 085 086 088 100 110 111 130 210 222 240 242 243 245 246 247 250 254 255 256 257 258 260 263 "
    "264 270 300 306 307 310 321 334 335 336 337 338 340 341 342 343 344 345 346 347 348 351 352 353 355 "
    "357 361 362 363 365 366 370 377 380 381 382 383 384 385 386 387 388 400 410 411 440 490 500 501 502 "
    "504 505 506 507 508 510 511 513 514 515 516 518 520 521 522 524 525 526 530 532 533 534 535 536 538 "
    "540 541 542 544 545 546 547 550 552 555 556 561 562 563 565 567 580 581 583 584 585 586 588 600 610 "
    "611 630 647 648 650 651 653 654 655 656 657 658 662 688 700 710 711 720 730 740 751 752 753 754 758 "
    "760 762 765 767 770 772 773 774 775 776 777 780 785 786 787 788 800 810 811 830 841 842 843 844 845 "
    "850 852 853 854 855 856 857 863 864 865 866 867 868 876 877 878 880 881 882 883 884 885 886 887 "
)
_DEFINED = frozenset(_TAGS.split())
"""MARC 21 for bibliographic data and holdings, with the fields that older records have."""


def candidates(segment: bytes, wanted: bytes) -> set[str]:
    """The tags that *segment*, an entry of 11 to 13 characters, may have; *wanted*: its length and place."""
    text, numbers = segment.decode("latin-1"), wanted.decode()
    if len(text) == len(numbers) + 4:
        shorter = {text[:k] + text[k + 1 :] for k in range(len(text))}
        return {one[:3] for one in shorter if one[3:] == numbers} or {one[:3] for one in shorter}
    if len(text) == len(numbers) + 2:
        in_tag = {text[:k] + digit + text[k:2] for k in range(3) for digit in _DIGITS}
        in_numbers = any(numbers[:k] + numbers[k + 1 :] == text[3:] for k in range(len(numbers)))
        if text[2:] == numbers:
            return in_tag | {text[:3]} if in_numbers else in_tag
        return {text[:3]} if in_numbers else in_tag | {text[:3]}
    return {text[:3]}


def made_out(tags: Iterable[str], value: bytes, before: str, after: str) -> str:
    """The one of *tags* that the field *value* can have between its neighbours, or `UNKNOWN`."""
    fitting = {tag for tag in tags if fits(tag, value)}
    for narrower in (
        {tag for tag in fitting if tag in _DEFINED or "9" in tag},
        {tag for tag in fitting if tag in _DEFINED and before <= tag <= (after or "999")},
    ):
        if len(narrower) == 1:
            return narrower.pop()
    return fitting.pop() if len(fitting) == 1 else UNKNOWN


def fits(tag: str, value: bytes) -> bool:
    """Whether *value* is of the kind, control field or data field, that *tag* promises."""
    return tag.isalnum() and tag != "000" and tag.startswith("00") == (_SUBFIELD not in value)
