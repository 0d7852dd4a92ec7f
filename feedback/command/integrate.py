"""``kaakrust integrate``: the program in the desktop's menu, for those who installed it by themselves."""

from __future__ import annotations

from typing import Annotated

import typer

from feedback.command.forgetting import say_out_of_menu
from feedback.command.options import DataDirOption, LangOption, folder_in, note, plain_failures, texts_in
from feedback.process.exit_codes import DONE
from feedback.process.menu.places import MenuPlaces, command_here, take_away
from feedback.process.menu.places import integrate as put_in_place
from vision.sentences import N_

IN_MENU = N_("Kaakrust is in your menu now: {entry}. Its icons and the shell's completion are in {folders}.")


def add_to(app: typer.Typer) -> None:
    """Give ``app`` the command."""
    app.command()(integrate)


@plain_failures
def integrate(
    remove: Annotated[bool, typer.Option("--remove", help="Take all of it away again.")] = False,
    lang: LangOption = None,
    data_dir: DataDirOption = None,
) -> int:
    """Put Kaakrust in your desktop's menu, with its icon, and its commands into your shell's completion."""
    texts = texts_in(lang, folder_in(data_dir))
    places = MenuPlaces.of()
    if remove:
        if gone := take_away(places):
            say_out_of_menu(gone, texts)
        else:
            note(texts.say(N_("There was nothing of it in your menu.")))
        return DONE
    written = put_in_place(places, command_here())
    folders = ", ".join(str(folder) for folder in (places.data, places.config) if folder.is_dir())
    note(texts.say(IN_MENU, entry=written[0], folders=folders))
    note(texts.say(N_("kaakrust integrate --remove takes it away again.")))
    return DONE
