"""A few own words about a session, and tags. Kept when the page is left, however it is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QHideEvent

from feedback.kept.history import LONGEST_NOTE, LONGEST_TAG
from feedback.texts import Texts
from feedback.window.controls.controls import Button, Card, words
from feedback.window.controls.fields import LineField, WordsField
from feedback.window.controls.flow import Flow
from feedback.window.controls.theme import SMALL, STEP, Appearance
from feedback.window.pages.headed_page import HeadedPage
from vision.sentences import N_

SUGGESTED = (N_("slept badly"), N_("busy day"), N_("coffee"), N_("pain"))
"""A few beginnings; the person's own tags join them. Kept in English and shown in the person's language."""
OFFERED = 7
LEAST_LINES = 3
"""The field for own words shows at least so many lines."""


@dataclass(frozen=True, slots=True)
class Note:
    """What there is about one session. session: the session in words. own_tags: used before, the most used first."""

    session: str
    words: str = ""
    tags: tuple[str, ...] = ()
    own_tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteActions:
    """keep: gets words and tags when the page goes away, if something changed. done: leaves it."""

    keep: Callable[[str, Sequence[str]], object]
    done: Callable[[], object]


class NotePage(HeadedPage):
    """The note and tags of one session."""

    kicker_stays = True
    foot_px = STEP

    def __init__(self, look: Appearance, texts: Texts, note: Note, actions: NoteActions) -> None:
        super().__init__(look, note.session, texts.say(N_("Something to remember?")))
        self._texts, self._keep = texts, actions.keep
        self._before = (note.words, frozenset(note.tags))
        self._chosen = dict.fromkeys(note.tags)
        rows = self.rows
        rows.addSpacing(2 * STEP)
        self.first = self.text = WordsField(
            look,
            note.words,
            spoken=texts.say(N_("Your own words about this session")),
            hint=texts.say(N_("In your own words, if you like.")),
            least_lines=LEAST_LINES,
        )
        rows.addWidget(self.text, 1)
        rows.addSpacing(2 * STEP)
        rows.addWidget(self._tags_card(note))
        rows.addSpacing(2 * STEP)
        rows.addLayout(self._foot(actions.done))

    @property
    def tags(self) -> tuple[str, ...]:
        """Those chosen now, in the order of choosing."""
        return tuple(self._chosen)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Left, by whatever way: keep what is there."""
        self._add_own()
        now = (self.text.toPlainText()[:LONGEST_NOTE], frozenset(self._chosen))
        if now != self._before:
            self._before = now
            self._keep(now[0], tuple(self._chosen))
        super().hideEvent(event)

    def _tags_card(self, note: Note) -> Card:
        say = self._texts.say
        card = Card(self._look, padding=2 * STEP)
        card.rows.addWidget(words(say(N_("Tags: they stand beside your trend.")), SMALL, tone="muted", wrap=True))
        self._row = Flow()
        card.rows.addLayout(self._row)
        self._buttons: dict[str, Button] = {}
        for tag in tuple(dict.fromkeys((*note.tags, *SUGGESTED, *note.own_tags)))[:OFFERED]:
            self._offer(tag)
        spoken = say(N_("Own tag; Enter adds it"))
        self.own = LineField(self._look, spoken=spoken, hint=say(N_("own tag")), longest=LONGEST_TAG)
        self.own.returnPressed.connect(self._add_own)
        self._row.add_words(self.own)
        return card

    def _foot(self, done: Callable[[], object]) -> Flow:
        say = self._texts.say
        foot = Flow(2 * STEP, right=True)
        private = say(N_("Only you see this, unless you print it with your report."))
        foot.add_words(words(private, SMALL, tone="muted", wrap=True))
        self.primary = Button(self._look, say(N_("Done")), done, filled=True)
        foot.addWidget(self.primary)
        return foot

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
