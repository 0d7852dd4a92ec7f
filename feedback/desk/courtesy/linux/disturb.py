"""Linux: whether the person asked their desktop not to be disturbed."""

from __future__ import annotations

from pathlib import Path

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.linux.dconf import dconf_truth
from feedback.desk.courtesy.linux.plain_bus import PlainBus, plain_value

NOTIFICATIONS, NOTIFICATIONS_PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
DUNST = "org.dunstproject.cmd0"
XFCE, XFCONF, XFCONF_PATH = "XFCE", "org.xfce.Xfconf", "/org/xfce/Xfconf"
XFCE_CHANNEL, XFCE_KEY, XFCE_NEVER_SET = "xfce4-notifyd", "/do-not-disturb", "org.xfce.Xfconf.Error.PropertyNotFound"
SWAYNC, SWAYNC_PATH = "org.erikreider.swaync.cc", "/org/erikreider/swaync/cc"
KEPT = {
    "GNOME": ("/org/gnome/desktop/notifications/show-banners", False),
    "X-Cinnamon": ("/org/cinnamon/desktop/notifications/display-notifications", False),
    "MATE": ("/org/mate/notification-daemon/do-not-disturb", True),
}
"""By desktop (XDG_CURRENT_DESKTOP): the key under which it keeps the wish, and the value that holds messages back.

None of them has that value before somebody asked for it.
"""


class NotificationsHeld:
    """The property by which KDE (and dunst) say that messages are held back: asked for, or a screen is shared."""

    def __init__(self, session: PlainBus, interface: str = NOTIFICATIONS, name: str = "Inhibited") -> None:
        self._session, self._interface, self._name = session, interface, name

    def read(self, asking: Asking) -> bool:
        """The answer now. Raises NotToldError, OSError."""
        held = self._session.get(asking, NOTIFICATIONS, NOTIFICATIONS_PATH, self._interface, self._name)
        return _truth(held)

    def close(self) -> None:
        """The bus is others' too."""


class SwayHeld:
    """Do not disturb of the message centre that many small Wayland desktops use."""

    def __init__(self, session: PlainBus) -> None:
        self._session = session

    def read(self, asking: Asking) -> bool:
        """The answer now. Raises NotToldError, OSError."""
        (held,) = self._session.call(asking, SWAYNC, SWAYNC_PATH, SWAYNC, "GetDnd")
        return _truth(held)

    def close(self) -> None:
        """The bus is others' too."""


class XfceHeld:
    """Do not disturb of Xfce."""

    def __init__(self, session: PlainBus) -> None:
        self._session = session

    def read(self, asking: Asking) -> bool:
        """The answer now. Raises NotToldError, OSError."""
        place = (XFCONF, XFCONF_PATH, XFCONF)
        try:
            (held,) = self._session.call(asking, *place, "GetProperty", XFCE_CHANNEL, XFCE_KEY, form="ss")
        except NotToldError as error:
            if XFCE_NEVER_SET in str(error):
                return False
            raise
        return _truth(plain_value(held))

    def close(self) -> None:
        """The bus is others' too."""


class KeptHeld:
    """Do not disturb of the desktops that keep it in dconf's file, read without a process or a library of theirs."""

    def __init__(self, key: str, holding: bool, database: Path) -> None:
        self._key, self._holding, self._database = key, holding, database

    def read(self, asking: Asking) -> bool:  # noqa: ARG002 - one small file
        """The answer now. Raises OSError, ValueError, struct.error for a file that is none of dconf's."""
        try:
            content = self._database.read_bytes()
        except FileNotFoundError:  # nobody ever changed a setting
            return False
        return dconf_truth(content, self._key) is self._holding

    def close(self) -> None:
        """Nothing is open."""


def _truth(held: object) -> bool:
    if not isinstance(held, bool):
        raise NotToldError("no answer of the kind that was asked for")
    return held
