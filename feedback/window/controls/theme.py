"""Colours, type and spacing, by day and by night; the style sheet for Qt's own widgets.

Text and muted text reach a contrast of 7:1 on every ground they stand on. Who asks for more contrast, here or in the
system, gets both themes again with plain black or white words and with edges that reach 3:1 (a test holds all that).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from feedback.kept.settings import Letters, ThemeChoice
from feedback.window.controls import letters
from feedback.window.system.system_wishes import SystemWishes

HUGE, LARGE, MEDIUM, BODY, SMALL = 40, 24, 20, 16, 14
"""The type scale, px."""
STEP = 8
"""All spacing is a multiple of this, px."""
CARD_RADIUS, BUTTON_RADIUS = 20, 14
BAR_PX = 10
"""Thickness of a scroll bar, with 2 px of room on each side."""
CURSOR_FLASH_MS = 1000
"""How fast the cursor in a text field blinks, as Qt has it; not at all where less motion is wanted."""
QT_EFFECTS = (Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_AnimateTooltip, Qt.UIEffect.UI_FadeTooltip)
"""What Qt itself would move."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, as #rrggbb. fill, on_fill: the one filled button of a page and its words.

    name: "night" or "day". strong: the variant with more contrast, whose edges and faint shapes are drawn to be seen.
    """

    name: str
    background: str
    panel: str
    raised: str
    line: str
    text: str
    muted: str
    jaw: str
    breath: str
    hint: str
    fill: str
    on_fill: str
    strong: bool = False


NIGHT = Theme(
    name="night",
    background="#111A1B",
    panel="#182426",
    raised="#203033",
    line="#2E4245",
    text="#ECF2EF",
    muted="#B4C4BF",
    jaw="#93D5C4",
    breath="#F1CDA6",
    hint="#EBBF8A",
    fill="#93D5C4",
    on_fill="#111A1B",
)
DAY = Theme(
    name="day",
    background="#F6F2EA",
    panel="#FFFDF8",
    raised="#EFE9DD",
    line="#D8CFBF",
    text="#1C2A2B",
    muted="#3E4F53",
    jaw="#1F6F62",
    breath="#8C5A28",
    hint="#6B400E",
    fill="#1B6156",  # the jaw's green, a little deeper: white words on it reach 7:1
    on_fill="#FFFFFF",
)
STRONG_NIGHT = replace(
    NIGHT,
    strong=True,
    background="#070B0B",
    panel="#0B1011",
    raised="#1B2729",
    line="#8CA39E",
    text="#FFFFFF",
    muted="#E6EEEB",
    jaw="#A8F0DC",
    breath="#FFDDB8",
    hint="#FFD79E",
    fill="#A8F0DC",
    on_fill="#000000",
)
STRONG_DAY = replace(
    DAY,
    strong=True,
    background="#FFFDF9",
    panel="#FFFFFF",
    line="#6A6558",
    text="#000000",
    muted="#1E2B2D",
    jaw="#0B4D43",
    breath="#6B3B0C",
    hint="#4E2C06",
    fill="#0B4D43",
)
THEMES = (NIGHT, DAY, STRONG_NIGHT, STRONG_DAY)


def colour(code: str, alpha: float = 1.0) -> QColor:
    """``code`` (#rrggbb) with an opacity of 0..1."""
    value = QColor(code)
    value.setAlphaF(max(0.0, min(1.0, alpha)))
    return value


class Appearance(QObject):
    """The look in use: which theme, which letters, whether shapes move. ``changed`` tells when to paint anew.

    What is written keeps its letters; pages made after ``write_with`` have the new ones.
    """

    changed = Signal()
    theme: Theme
    """The colours now; kept, since every shape asks for them in every picture."""

    def __init__(self, choice: ThemeChoice, less_motion: bool, more_contrast: bool = False) -> None:
        super().__init__()
        self._choice = choice
        self._less_motion, self._more_contrast = less_motion, more_contrast
        self._wishes: SystemWishes | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply)
        letters.register()
        self.write_with(Letters.OWN)
        self._apply()

    def _theme_now(self) -> Theme:
        if self._choice is ThemeChoice.SYSTEM:
            night = QGuiApplication.styleHints().colorScheme() is not Qt.ColorScheme.Light
        else:
            night = self._choice is ThemeChoice.NIGHT
        if self.more_contrast:
            return STRONG_NIGHT if night else STRONG_DAY
        return NIGHT if night else DAY

    @property
    def choice(self) -> ThemeChoice:
        """What the person chose."""
        return self._choice

    @property
    def less_motion(self) -> bool:
        """True when the person, here or in the system, asked for less motion."""
        return self._less_motion or (self._wishes is not None and self._wishes.less_motion)

    @property
    def more_contrast(self) -> bool:
        """True when the person, here or in the system, asked for more contrast."""
        return self._more_contrast or (self._wishes is not None and self._wishes.more_contrast)

    def follow(self, wishes: SystemWishes) -> None:
        """Do as the system's own settings ask as well, from now on."""
        self._wishes = wishes
        wishes.changed.connect(self._apply)
        self._apply()

    def choose(self, choice: ThemeChoice) -> None:
        """Take other colours."""
        self._choice = choice
        self._apply()

    def toggle(self) -> ThemeChoice:
        """From night to day or back; returns the choice made."""
        self.choose(ThemeChoice.DAY if self.theme.name == NIGHT.name else ThemeChoice.NIGHT)
        return self._choice

    def set_less_motion(self, less: bool) -> None:
        """Rest the shapes, or let them breathe."""
        self._less_motion = less
        self._apply()

    def set_more_contrast(self, more: bool) -> None:
        """Stronger words and edges, or the usual ones."""
        self._more_contrast = more
        self._apply()

    def write_with(self, choice: Letters, family: str = "") -> None:
        """Take other letters; ``family`` is their name where the choice is a family."""
        letters.use(choice, family)
        QApplication.setFont(font(BODY))

    def _apply(self) -> None:
        self.theme = self._theme_now()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setStyleSheet(style_sheet(self.theme))
            for effect in QT_EFFECTS:
                app.setEffectEnabled(effect, enable=not self.less_motion)
            app.setCursorFlashTime(0 if self.less_motion else CURSOR_FLASH_MS)
        self.changed.emit()


def font(size_px: int, weight: int = 400, *, digits_even: bool = False) -> QFont:
    """The letters in use. digits_even: figures of one width, for clocks that must not tremble."""
    chosen = letters.plain_font()
    chosen.setPixelSize(size_px)
    chosen.setWeight(QFont.Weight(weight))
    if size_px >= HUGE - STEP:
        chosen.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 99)
    if digits_even:
        chosen.setFeature(QFont.Tag("tnum"), 1)
    return chosen


def style_sheet(theme: Theme) -> str:
    """The sheet for what Qt paints itself; shapes of our own take their colours from the theme directly."""
    return f"""
    QWidget {{ color: {theme.text}; background: transparent; }}
    QWidget#window, QWidget[page="true"] {{ background: {theme.background}; }}
    QLabel[tone="muted"] {{ color: {theme.muted}; }}
    QLabel[tone="hint"] {{ color: {theme.hint}; }}
    QComboBox {{
        background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line};
        border-radius: {BUTTON_RADIUS}px; padding: 10px 16px; min-height: 20px;
    }}
    QComboBox:focus {{ border: 2px solid {theme.jaw}; padding: 9px 15px; }}
    QComboBox::drop-down {{ border: none; width: 36px; }}
    QComboBox::down-arrow {{ image: none; }}
    QComboBox QAbstractItemView {{
        background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line};
        selection-background-color: {theme.raised}; selection-color: {theme.text};
        outline: none; padding: 8px;
    }}
    QScrollBar {{ background: transparent; width: {BAR_PX}px; height: {BAR_PX}px; margin: 2px; }}
    QScrollBar::handle {{
        background: {theme.muted}; border-radius: {BAR_PX // 2 - 2}px; min-height: 48px; min-width: 48px;
    }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QFileDialog {{ background: {theme.background}; }}
    QFileDialog QTreeView, QFileDialog QListView, QFileDialog QLineEdit {{
        background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line}; padding: 4px;
        selection-background-color: {theme.raised}; selection-color: {theme.text};
    }}
    QFileDialog QHeaderView::section {{ background: {theme.raised}; color: {theme.text}; border: none; padding: 4px; }}
    QFileDialog QPushButton, QFileDialog QToolButton {{
        background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line}; border-radius: 8px;
        padding: 6px 12px;
    }}
    QFileDialog QToolButton {{ background: {theme.muted}; padding: 4px; }}
    QMenu {{ background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line}; padding: 8px 0; }}
    QMenu::item {{ padding: 7px 24px; background: transparent; }}
    QMenu::item:selected {{ background: {theme.raised}; }}
    QMenu::item:disabled {{ color: {theme.muted}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: 6px 16px; }}
    QToolTip {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line}; padding: 4px 8px; }}
    """
