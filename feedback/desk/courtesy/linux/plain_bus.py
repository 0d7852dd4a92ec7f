"""D-Bus without Qt: calls that wait for their answer, but never long, and start no service that is not running."""

from __future__ import annotations

import os
import socket
from itertools import count
from pathlib import Path

from jeepney import DBusAddress, HeaderFields, Message, MessageFlag, MessageType, Parser, new_method_call
from jeepney.auth import BEGIN, Authenticator
from jeepney.bus import get_bus

from feedback.desk.courtesy.asking import Asking, NotToldError
from feedback.desk.courtesy.linux.talk import limit, some

BUS, BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"
SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket"


class PlainBus:
    """One bus, joined when it is first asked and again after it was lost.

    address: as D-Bus spells it; "" where there is none.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._socket: socket.socket | None = None
        self._parser = Parser()
        self._serials = count(1)

    def call(
        self, asking: Asking, service: str, path: str, interface: str, method: str, *arguments: object, form: str = ""
    ) -> tuple[object, ...]:
        """What a method answers. form: the arguments' signature. Raises NotToldError, OSError."""
        if self._socket is None:
            self._join(asking)
        return self._call(asking, service, path, interface, method, arguments, form)

    def get(self, asking: Asking, service: str, path: str, interface: str, name: str) -> object:
        """The value of a property. Raises NotToldError, OSError."""
        (answer,) = self.call(asking, service, path, PROPERTIES, "Get", interface, name, form="ss")
        return plain_value(answer)

    def close(self) -> None:
        """Leave the bus; the next call joins it again."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _join(self, asking: Asking) -> None:
        if not self._address:
            raise NotToldError("no bus")
        talk = socket.socket(socket.AF_UNIX)
        try:
            limit(talk, asking)
            talk.connect(get_bus(self._address))
            partner = Authenticator()
            for line in partner:
                limit(talk, asking)
                talk.sendall(line)
                partner.feed(some(talk))
            talk.sendall(BEGIN)
        except BaseException:
            talk.close()
            raise
        self._socket, self._parser, self._serials = talk, Parser(), count(1)
        self._call(asking, BUS, BUS_PATH, BUS, "Hello", (), "")

    def _call(
        self,
        asking: Asking,
        service: str,
        path: str,
        interface: str,
        method: str,
        arguments: tuple[object, ...],
        form: str,
    ) -> tuple[object, ...]:
        call = new_method_call(DBusAddress(path, service, interface), method, form or None, arguments)
        call.header.flags |= MessageFlag.no_auto_start
        serial = next(self._serials)
        talk = self._socket
        assert talk is not None
        try:
            limit(talk, asking)
            talk.sendall(call.serialise(serial))
            answer = self._answer_to(serial, talk, asking)
        except TimeoutError as error:
            if method == "Hello":
                self.close()
            raise NotToldError(f"{service} does not answer") from error
        except OSError:
            self.close()
            raise
        if answer.header.message_type is MessageType.error:
            raise NotToldError(str(answer.header.fields.get(HeaderFields.error_name, "refused")))
        return tuple(answer.body)

    def _answer_to(self, serial: int, talk: socket.socket, asking: Asking) -> Message:
        """The answer to the call with this number; what else comes (signals, answers that are late) is let go."""
        while True:
            while (message := self._parser.get_next_message()) is None:
                limit(talk, asking)
                self._parser.add_data(some(talk))
            if message.header.fields.get(HeaderFields.reply_serial) == serial:
                return message


def session_bus_address() -> str:
    """Where the bus of who is logged in is, "" when there is none."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    usual = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere"), "bus")
    return address or (f"unix:path={usual}" if usual.exists() else "")


def system_bus_address() -> str:
    """Where the bus of the computer is."""
    return os.environ.get("DBUS_SYSTEM_BUS_ADDRESS", "") or SYSTEM_BUS


def plain_value(value: object) -> object:
    """What lies in a variant (in a variant): the library gives them as a signature and a value."""
    while isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str):
        value = value[1]
    return value
