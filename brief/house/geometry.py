"""Where the running heads stand: between the theme's baselines and Word's distances.

Word measures from the paper's edge to the header's top and to the footer's foot; the theme names
the header's baseline and the rule above the footer.
"""

from __future__ import annotations

from brief.house.theme import Theme

MARKED_LINE = 16.0  # pt: the marking's line, as high as the ground that it stands on
BASELINE = 0.8  # of a line's height, below its top
KEY_BELOW_RULE = 13.0  # pt from the rule of the footer to the baseline of its first line
LINES_APART = 17.0  # pt from that baseline to the next
WORD_TOP = 1.0  # mm: Word's body begins above the theme's, whose first baseline is 80 % down
POINT = 25.4 / 72  # mm


def logo_rise(height: float) -> float:
    """How far a logo of `height` mm stands above the header's line, in points."""
    return max(height / POINT - BASELINE * MARKED_LINE, 0.0)


def rule_gap(leading: float) -> int:
    """From the footer's rule to its first line; Word counts it in whole points."""
    return round(KEY_BELOW_RULE - BASELINE * leading)


def second_line_before(leading: float) -> float:
    """The space before the footer's second line."""
    return LINES_APART - (1 - BASELINE) * leading - BASELINE * MARKED_LINE


def header_distance(theme: Theme) -> float:
    """Word's distance of the header from the top edge, in points."""
    rise = logo_rise(theme.logo_height) if theme.logo else 0.0
    return max(theme.page.head_baseline - BASELINE * MARKED_LINE - rise, 0.0)


def head_baseline(distance: float, logo: float) -> float:
    """The header's baseline, from Word's distance and the height of the logo in mm (0: none)."""
    return distance + BASELINE * MARKED_LINE + (logo_rise(logo) if logo else 0.0)


def footer_height(leading: float) -> float:
    """From the rule of the footer to its foot, in points."""
    return rule_gap(leading) + leading + second_line_before(leading) + MARKED_LINE


def footer_distance(theme: Theme) -> float:
    """Word's distance of the footer from the bottom edge, in points."""
    return max(theme.page.foot_rule - footer_height(theme.paragraphs["footer"].leading), 0.0)


def foot_rule(distance: float, leading: float) -> float:
    """The rule above the footer, from Word's distance."""
    return distance + footer_height(leading)
