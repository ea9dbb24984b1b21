"""The place of the settings, drawn from their declaration in :mod:`runtime.settings`."""
