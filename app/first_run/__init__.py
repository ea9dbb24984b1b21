"""The first start: three steps at most, each of which can be skipped."""
