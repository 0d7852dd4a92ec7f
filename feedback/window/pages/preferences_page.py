"""What the person likes: sound, breath, practice, look. Every change counts at once; there is nothing to save."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from feedback.kept.check_in import HIGHEST
from feedback.kept.settings import Settings, ThemeChoice
from feedback.practice.breath import OFFERED
from feedback.texts import Texts
from feedback.texts.languages import LANGUAGES
from feedback.window.controls.controls import Button, Card, words
from feedback.window.controls.flow import Flow
from feedback.window.controls.letters_choice import LettersChoice
from feedback.window.controls.one_of import OneOf
from feedback.window.controls.scale import Scale
from feedback.window.controls.tap_pace import TapPace
from feedback.window.controls.theme import BODY, SMALL, STEP, Appearance
from feedback.window.controls.ticks import INDENT_PX
from feedback.window.pages.cards_page import ChoicesPage
from vision.sentences import N_

THEMES = {ThemeChoice.SYSTEM: N_("system"), ThemeChoice.DAY: N_("day"), ThemeChoice.NIGHT: N_("night")}
SYSTEM_LANGUAGE = ""
"""As in `Settings`: whatever the computer speaks."""


@dataclass(frozen=True, slots=True)
class PreferencesActions:
    """change: told each choice as fields of `Settings`; looks and language are for the window to apply.

    caution: the person wants shaking in the routine; its caution comes first. data: the page about report, copy,
    removal. desk: the preferences of the desk. done: leaves the page.
    """

    change: Callable[..., object]
    caution: Callable[[], object]
    data: Callable[[], object]
    desk: Callable[[], object]
    done: Callable[[], object]


class PreferencesPage(ChoicesPage):
    """``voice_problem``: why nothing can be said aloud here, in words, or ""."""

    def __init__(
        self,
        look: Appearance,
        texts: Texts,
        settings: Settings,
        actions: PreferencesActions,
        *,
        voice_problem: str = "",
    ) -> None:
        super().__init__(look, texts, N_("Preferences"), N_("As you like it"), actions.change)
        self.lay_out(
            (
                (self._sound(settings, voice_problem), self._practice(settings, actions.caution)),
                (self._breath(settings), self._looks(settings)),
            ),
            texts.say(N_("Preferences")),
        )
        self.rows.addLayout(self._foot(actions))
        look.changed.connect(self._follow_look)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """B is a breath in; the other keys belong to the window."""
        if event.key() == Qt.Key.Key_B and not event.isAutoRepeat():
            self.pace.tap()
        else:
            super().keyPressEvent(event)

    def _sound(self, settings: Settings, voice_problem: str) -> Card:
        say = self._texts.say
        card = self._card(N_("Sound"))
        self.sound = self._switch(card, N_("Sound that follows your jaw"), settings.sound, "sound")
        self.volume = Scale(
            self._look,
            say(N_("Volume")),
            (say(N_("softer")), say(N_("fuller"))),
            preset=round(settings.volume * HIGHEST),
        )
        self.volume.changed.connect(lambda: self._change(volume=(self.volume.answer or 0) / HIGHEST))
        self.volume.setEnabled(settings.sound)
        self.sound.toggled.connect(self.volume.setEnabled)
        card.rows.addWidget(self.volume)
        about = voice_problem or say(N_("In your computer's own voice, now and then."))
        self.voice = self._switch(card, N_("Cues spoken aloud"), settings.voice, "voice", about)
        return card

    def _breath(self, settings: Settings) -> Card:
        say = self._texts.say
        card = self._card(N_("Breath"))
        paces = {pace: f"{pace[0]:g} / {pace[1]:g}" for pace in OFFERED}
        spoken = {
            (in_s, out_s): say(N_("{count} s in, {other} s out"), count=f"{in_s:g}", other=f"{out_s:g}")
            for in_s, out_s in OFFERED
        }
        self.paces = OneOf(
            self._look,
            say(N_("Seconds in / out")),
            paces,
            (settings.breath_in_s, settings.breath_out_s),
            lambda pace: self._change(breath_in_s=pace[0], breath_out_s=pace[1]),
            spoken,
        )
        card.rows.addWidget(self.paces)
        self.pace = TapPace(
            self._look, self._texts, settings.own_breath_s, lambda pace_s: self._change(own_breath_s=pace_s)
        )
        card.rows.addSpacing(STEP // 2)
        card.rows.addWidget(self.pace)
        return card

    def _practice(self, settings: Settings, caution: Callable[[], object]) -> Card:
        card = self._card(N_("Practice"))
        about = self._texts.say(N_("A few sliders, before and after."))
        self.check_in = self._switch(card, N_("Ask how it is"), settings.check_in, "check_in", about)
        self.jaw_looks = self._switch(card, N_("A look before and after"), settings.looks is not False, "looks")
        about = self._texts.say(N_("Otherwise they become fewer over the weeks."))
        self.full_cues = self._switch(card, N_("Keep every cue"), settings.full_cues, "full_cues", about)
        self.shaking = self._switch(card, N_("Shaking in the whole routine"), bool(settings.shaking))
        self.shaking.toggled.connect(lambda on: caution() if on else self._change(shaking=False))
        return card

    def _looks(self, settings: Settings) -> Card:
        say = self._texts.say
        card = self._card(N_("Look and language"))
        themes = {theme: say(name) for theme, name in THEMES.items()}
        self.themes = OneOf(
            self._look, say(N_("Colours")), themes, self._look.choice, lambda theme: self._change(theme=theme)
        )
        languages = {SYSTEM_LANGUAGE: say(N_("system")), **{code: about.name for code, about in LANGUAGES.items()}}
        self.languages = OneOf(
            self._look, say(N_("Language")), languages, settings.language, lambda code: self._change(language=code)
        )
        card.rows.addWidget(self.themes)
        card.rows.addWidget(self.languages)
        row = Flow()
        row.setContentsMargins(0, STEP // 2, 0, 0)
        label = words(say(N_("Letters")), BODY, weight=500)
        label.setContentsMargins(INDENT_PX, 0, 0, 0)
        row.add_words(label)
        self.letters = LettersChoice(
            self._look,
            self._texts,
            settings.letters,
            settings.letters_family,
            lambda choice, family: self._change(letters=choice, letters_family=family),
        )
        label.setBuddy(self.letters)
        row.addWidget(self.letters)
        card.rows.addLayout(row)
        self.less_motion = self._switch(card, N_("Less motion"), settings.less_motion, "less_motion")
        self.more_contrast = self._switch(card, N_("More contrast"), settings.more_contrast, "more_contrast")
        return card

    def _foot(self, actions: PreferencesActions) -> Flow:
        say = self._texts.say
        foot = Flow(2 * STEP, right=True)
        foot.add_words(words(say(N_("Every change counts at once.")), SMALL, tone="muted", wrap=True))
        self.desk = Button(self._look, say(N_("At the desk")), actions.desk)
        foot.addWidget(self.desk)
        self.data = Button(self._look, say(N_("Your own data")), actions.data)
        foot.addWidget(self.data)
        self.primary = Button(self._look, say(N_("Done")), actions.done, filled=True)
        foot.addWidget(self.primary)
        return foot

    def _follow_look(self) -> None:
        """The T key changes the colours from outside."""
        self.themes.show_choice(self._look.choice)
