"""A desktop's services on a bus, as a process of its own: python bus_services.py ADDRESS NAME...

What it answers is told over the bus itself (``LEARN``), as JSON: by "interface.member" and, where there are arguments
besides a property's name, the arguments; a signature and a value. ``null``: it does not answer at all.
"""

from __future__ import annotations

import json
import sys

from jeepney import DBus, HeaderFields, Message, MessageType, new_error, new_method_return
from jeepney.io.blocking import open_dbus_connection

LEARN = "org.example.Desktop.Learn"


def key_of(call: Message) -> str:
    fields = call.header.fields
    named = f"{fields[HeaderFields.interface]}.{fields[HeaderFields.member]}"
    if named == "org.freedesktop.DBus.Properties.Get":
        return ".".join(call.body)
    return " ".join((named, *map(str, call.body)))


def main(address: str, *names: str) -> None:
    known: dict[str, list[object] | None] = {}
    with open_dbus_connection(address) as bus:
        for name in names:
            bus.send_and_get_reply(DBus().RequestName(name))
        print("ready", flush=True)
        while True:
            call = bus.receive()
            if call.header.message_type is not MessageType.method_call:
                continue
            key = key_of(call)
            if key.startswith(LEARN):
                known.update(json.loads(call.body[0]))
                bus.send(new_method_return(call))
            elif key not in known:
                bus.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))
            elif (answer := known[key]) is not None:
                form, value = answer
                is_property = call.header.fields[HeaderFields.member] == "Get"
                bus.send(new_method_return(call, *(("v", ((form, value),)) if is_property else (form, (value,)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
