"""Icons: small drawings in ``assets/icons``, tinted with the theme's tones when they are painted."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from app import zoom
from runtime.home import asset

_SCALES = (1.0, 2.0)


def pixmap(name: str, tone: str, size: int, scale: float = 1.0) -> QPixmap:
    """The drawing ``name`` in one tone, ``size`` device-independent pixels square; drawn once, then remembered.

    Args:
        name: file name without its ending, in ``assets/icons``.
        tone: ``#rrggbb``; takes the place of ``currentColor``.
        size: width and height in the undisturbed window; they follow its zoom.
        scale: device pixels for each of them.
    """
    side = round(zoom.px(size) * scale)
    key = f"{name} {tone} {side} {scale}"
    picture = QPixmap()
    if QPixmapCache.find(key, picture):
        return picture
    drawing = asset(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", tone)
    picture = QPixmap(QSize(side, side))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(scale)
    QPixmapCache.insert(key, picture)
    return picture


def icon(name: str, tone: str, size: int = 20) -> QIcon:
    """The drawing as an icon, sharp on ordinary and on high-density screens."""
    result = QIcon()
    for scale in _SCALES:
        result.addPixmap(pixmap(name, tone, size, scale))
    return result


def mark() -> QIcon:
    """The program's own icon, in its own colours."""
    result = QIcon()
    for size in (32, 64, 256):
        result.addPixmap(pixmap("loci", "#1f6f5c", size))
    return result
