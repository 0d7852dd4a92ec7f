"""Colours, type and spacing, by day and by night; the style sheet for Qt's own widgets.

Text and muted text reach a contrast of 7:1 on every ground they stand on (a test holds that).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from feedback.settings import ThemeChoice

HUGE, LARGE, MEDIUM, BODY, SMALL = 40, 24, 20, 16, 14
"""The type scale, px."""
STEP = 8
"""All spacing is a multiple of this, px."""
CARD_RADIUS, BUTTON_RADIUS = 20, 14
FAVOURITE_FONT = "Inter"


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours, as #rrggbb. fill, on_fill: the one filled button of a page and its words."""

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


def colour(code: str, alpha: float = 1.0) -> QColor:
    """``code`` (#rrggbb) with an opacity of 0..1."""
    value = QColor(code)
    value.setAlphaF(max(0.0, min(1.0, alpha)))
    return value


class Look(QObject):
    """The look in use: which theme, and whether shapes move. ``changed`` tells when to paint anew."""

    changed = Signal()

    def __init__(self, choice: ThemeChoice, less_motion: bool) -> None:
        super().__init__()
        self._choice = choice
        self._less_motion = less_motion
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    @property
    def theme(self) -> Theme:
        """The colours now."""
        if self._choice is ThemeChoice.SYSTEM:
            dark = QGuiApplication.styleHints().colorScheme() is not Qt.ColorScheme.Light
            return NIGHT if dark else DAY
        return NIGHT if self._choice is ThemeChoice.NIGHT else DAY

    @property
    def choice(self) -> ThemeChoice:
        """What the person chose."""
        return self._choice

    @property
    def less_motion(self) -> bool:
        """True when the person, here or in the system, asked for less motion."""
        return self._less_motion or _system_wants_less_motion()

    def choose(self, choice: ThemeChoice) -> None:
        """Take other colours."""
        self._choice = choice
        self._apply()

    def toggle(self) -> ThemeChoice:
        """From night to day or back; returns the choice made."""
        self.choose(ThemeChoice.DAY if self.theme is NIGHT else ThemeChoice.NIGHT)
        return self._choice

    def set_less_motion(self, less: bool) -> None:
        """Rest the shapes, or let them breathe."""
        self._less_motion = less
        self.changed.emit()

    def _apply(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setStyleSheet(style_sheet(self.theme))
        self.changed.emit()


def _system_wants_less_motion() -> bool:
    hints = QGuiApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)  # Qt 6.10 and later
    preference = getattr(accessibility(), "motionPreference", None) if accessibility else None
    return preference is not None and preference().name == "ReducedMotion"


def font(size_px: int, weight: int = 400, *, digits_even: bool = False) -> QFont:
    """The program's typeface. digits_even: figures of one width, for clocks that must not tremble."""
    chosen = QFont(QGuiApplication.font())
    if FAVOURITE_FONT in QFontDatabase.families():
        chosen = QFont(FAVOURITE_FONT)
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
    QToolTip {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line}; padding: 4px 8px; }}
    """
