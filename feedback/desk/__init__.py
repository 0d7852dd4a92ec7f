"""The hours between the sessions: glances, hints, a self-check without a camera.

What the parts build on:

* ``feedback.desk.core``: ``begin_desk(config, now, past=None, paused_until=None) -> (DeskState, effects)`` once, then
  ``advance(state, config, told) -> (DeskState, effects)`` with each `feedback.desk.events` record told. Every answer
  has one `Wait` last. ``feedback.desk.state.DeskState`` is to be read, and never changed by others.
* ``feedback.kept.desk_rows``: ``keep_desk_record(history, record)``, ``read_glances``, ``read_hints``,
  ``read_self_checks``, ``read_releases`` (``since``, ``until``: local days, both included; glances also ``profile``),
  ``read_desk_past(history, now, profile=None) -> DeskPast``, ``count_desk_records``, ``delete_desk_records``.
* ``feedback.kept.desk_log.DeskLog(data_dir)``: ``keep(record)`` and ``catch_up()`` write what `Keep` asks for, and
  return a `StoreError` to be told once, or None; what cannot be written is held and written later.
* ``feedback.kept.desk_past``: ``DeskPast`` and ``DayCount``, what `begin_desk` is given.
* ``feedback.desk.choices.desk_config(settings, seed) -> DeskConfig``; the settings' own fields begin with ``desk``.
* Figures, all pure, from what the ``read_`` functions give: ``feedback.desk.today`` (``desk_day``, ``day_sentence``,
  ``by_hour``), ``feedback.desk.weeks`` (``desk_weeks``, ``week_sentence``, ``ordinary_sentences``),
  ``feedback.desk.agreement`` (``pairs_of``, ``agreement``, ``agreement_sentences``).

Told to the core: the answer to ``AskCourtesy(fast=True)`` is ``Courtesy(..., fast=True)``. After `EndGlance` a
`GlanceEnded` is still told, when the process is gone; after `TakeHintAway` a `HintEnded` or `CheckAnswered`. A hint is
kept when it is shown and again with its answer: one row, told by its time.
"""
