"""A few own words about a session, and tags. Kept when the page is left, however it is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from feedback.kept.history import LONGEST_NOTE, LONGEST_TAG
from feedback.texts import Texts
from feedback.window.controls.controls import Button, Card, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import BODY, BUTTON_RADIUS, SMALL, STEP, Appearance, font
from feedback.window.pages.headed_page import HeadedPage
from vision.sentences import N_

SUGGESTED = (N_("slept badly"), N_("busy day"), N_("coffee"), N_("pain"))
"""A few beginnings; the person's own tags join them. Kept in English and shown in the person's language."""
OFFERED = 7
LEAST_LINES = 3
"""The field for own words shows at least so many lines."""

Keep = Callable[[str, Sequence[str]], object]


class NotePage(HeadedPage):
    """The note and tags of one session. ``keep`` gets both when the page goes away, if something changed."""

    kicker_stays = True
    foot_px = STEP

    def __init__(
        self,
        look: Appearance,
        texts: Texts,
        headline: str,
        note: str,
        tags: Sequence[str],
        own_tags: Sequence[str],
        *,
        keep: Keep,
        done: Callable[[], object],
    ) -> None:
        say = texts.say
        super().__init__(look, headline, say(N_("Something to remember?")))
        self._texts, self._keep = texts, keep
        self._before = (note, frozenset(tags))
        self._chosen = dict.fromkeys(tags)
        rows = self.rows
        rows.addSpacing(2 * STEP)
        self.text = QPlainTextEdit(note)
        self.text.setTabChangesFocus(True)
        self.text.setFont(font(BODY))
        self.text.setAccessibleName(say(N_("Your own words about this session")))
        self.text.setPlaceholderText(say(N_("In your own words, if you like.")))
        self.text.setMinimumHeight(LEAST_LINES * self.text.fontMetrics().lineSpacing() + 4 * STEP)
        rows.addWidget(self.text, 1)
        rows.addSpacing(2 * STEP)
        card = Card(look, padding=2 * STEP)
        card.rows.addWidget(words(say(N_("Tags: they stand beside your trend.")), SMALL, tone="muted", wrap=True))
        self._row = Flow()
        card.rows.addLayout(self._row)
        self._buttons: dict[str, Button] = {}
        for tag in tuple(dict.fromkeys((*tags, *SUGGESTED, *own_tags)))[:OFFERED]:
            self._offer(tag)
        self.own = QLineEdit()
        self.own.setFont(font(BODY))
        self.own.setMaxLength(LONGEST_TAG)
        self.own.setPlaceholderText(say(N_("own tag")))
        self.own.setAccessibleName(say(N_("Own tag; Enter adds it")))
        self.own.returnPressed.connect(self._add_own)
        self._row.add_words(self.own)
        rows.addWidget(card)
        rows.addSpacing(2 * STEP)
        foot = Flow(2 * STEP, right=True)
        foot.add_words(
            words(say(N_("Only you see this, unless you print it with your report.")), SMALL, tone="muted", wrap=True)
        )
        self.primary = Button(look, say(N_("Done")), done, filled=True)
        foot.addWidget(self.primary)
        rows.addLayout(foot)
        look.changed.connect(self._dress)
        self._dress()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Left, by whatever way: keep what is there."""
        self._add_own()
        now = (self.text.toPlainText()[:LONGEST_NOTE], frozenset(self._chosen))
        if now != self._before:
            self._before = now
            self._keep(now[0], tuple(self._chosen))
        super().hideEvent(event)

    def _offer(self, tag: str) -> None:
        button = Button(self._look, self._texts.say(tag), partial(self._toggle, tag), choice=True)
        button.setChecked(tag in self._chosen)
        self._buttons[tag] = button
        self._row.insert(len(self._buttons) - 1, button)

    def _toggle(self, tag: str) -> None:
        if tag in self._chosen:
            del self._chosen[tag]
        else:
            self._chosen[tag] = None

    def _add_own(self) -> None:
        tag = " ".join(self.own.text().split())
        self.own.clear()
        if not tag:
            return
        known = {self._texts.say(name).casefold(): name for name in self._buttons}
        tag = known.get(tag.casefold(), tag)  # a suggestion typed out is the suggestion
        self._chosen[tag] = None
        if tag in self._buttons:
            self._buttons[tag].setChecked(True)
        else:
            self._offer(tag)

    def _dress(self) -> None:
        theme = self._look.theme
        self.setStyleSheet(
            f"QPlainTextEdit, QLineEdit {{ background: {theme.panel}; color: {theme.text};"
            f" border: 1px solid {theme.line}; border-radius: {BUTTON_RADIUS}px; padding: 10px 14px; }}"
            f"QPlainTextEdit:focus, QLineEdit:focus {{ border: 2px solid {theme.jaw}; padding: 9px 13px; }}"
        )
