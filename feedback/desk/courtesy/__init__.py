"""What the system tells of when not to look: ``Sources`` asks it and gives a `feedback.desk.events.Courtesy`.

Whoever drives the desk needs these names and no others::

    from feedback.desk.courtesy.sources import Sources

    sources = Sources.of_this_system()                  # opens nothing yet
    sources.ask(now)                                    # all of the table, some ms of one core: `AskCourtesy()`
    sources.ask(now, fast=True)                         # microphone and lock: `AskCourtesy(fast=True)`
    sources.ask(now, on_battery=config.on_battery)      # False: any running on battery is a reason
    sources.ask(now, glancing=True)                     # the camera's use is our own and is not asked
    sources.not_told(now)                               # `Sentence`s for preferences and doctor
    sources.close()                                     # lets go of sockets; it may be asked again

    from feedback.desk.courtesy.given import GivenTable   # for stories and the demo: answers to be set

``ask`` never raises and takes at most `feedback.desk.courtesy.asking.PATIENCE_S`, also when every source hangs. While a
glance runs, ask ``fast`` every `feedback.desk.courtesy.sources.FAST_EVERY_S`.
"""
