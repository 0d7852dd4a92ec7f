"""The sources that a Linux desktop has."""

from __future__ import annotations

import os
from pathlib import Path

from feedback.desk.courtesy.asking import AnyOf, FirstOf, Source
from feedback.desk.courtesy.linux.camera import CameraHeld
from feedback.desk.courtesy.linux.capture import HardwareCapture
from feedback.desk.courtesy.linux.disturb import DUNST, KEPT, XFCE, KeptHeld, NotificationsHeld, SwayHeld, XfceHeld
from feedback.desk.courtesy.linux.idle import LoginIdle, MutterIdle, SaverIdle
from feedback.desk.courtesy.linux.locked import LoginSession, ScreensOff, savers
from feedback.desk.courtesy.linux.microphone import Microphone
from feedback.desk.courtesy.linux.plain_bus import PlainBus, session_bus_address, system_bus_address
from feedback.desk.courtesy.linux.power import KernelPower
from feedback.desk.courtesy.linux.pulse import PulseRecords, server_path
from feedback.desk.courtesy.linux.upower import UPower
from feedback.desk.courtesy.linux.wayland import WaylandFullScreen, WaylandIdle
from feedback.desk.courtesy.linux.wayland_line import wayland_path
from feedback.desk.courtesy.linux.x11 import XFullScreen, XIdle, XScreen
from feedback.desk.courtesy.table import Quiet, SourceTable


def linux_table() -> SourceTable:
    """One source for each matter, each opened when it is first asked."""
    session, system = PlainBus(session_bus_address()), PlainBus(system_bus_address())
    wayland = wayland_path()
    screen = XScreen("" if wayland else os.environ.get("DISPLAY", ""))
    by_screen: tuple[Source[Quiet], ...] = (WaylandIdle(wayland),) if wayland else (SaverIdle(session), XIdle(screen))
    return SourceTable(
        camera=CameraHeld(),
        microphone=Microphone(
            PulseRecords(server_path()), HardwareCapture(servers_count=False), HardwareCapture(servers_count=True)
        ),
        hidden=AnyOf(LoginSession(system), *savers(session), ScreensOff()),
        idle=FirstOf(MutterIdle(session), *by_screen, LoginIdle(system)),
        full_screen=WaylandFullScreen(wayland) if wayland else XFullScreen(screen),
        do_not_disturb=_do_not_disturb(session),
        battery=FirstOf(UPower(system), KernelPower()),
        shared=(session, system),
    )


def _do_not_disturb(session: PlainBus) -> Source[bool]:
    """By desktop; the message servers that any desktop may use are asked last."""
    desktops = os.environ.get("XDG_CURRENT_DESKTOP", "").split(":")
    sources: list[Source[bool]] = []
    for desktop in desktops:
        if desktop in KEPT:
            key, holding = KEPT[desktop]
            sources.append(KeptHeld(key, holding, dconf_database()))
        if desktop == XFCE:
            sources.append(XfceHeld(session))
    return FirstOf(*sources, NotificationsHeld(session), NotificationsHeld(session, DUNST, "paused"), SwayHeld(session))


def dconf_database() -> Path:
    """Where the person's settings lie."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config", "dconf", "user")
