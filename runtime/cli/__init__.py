"""The terminal: Loci's commands, one file per group. :func:`run` carries out one command line."""

from runtime.cli.application import application, run

__all__ = ["application", "run"]
