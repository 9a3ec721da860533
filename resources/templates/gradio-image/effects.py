"""Effects as functions from picture to picture. `amount` goes from 0 to 1."""

from collections.abc import Callable

import numpy as np
from PIL import Image, ImageFilter, ImageOps

Effect = Callable[[Image.Image, float], Image.Image]


def edges(picture: Image.Image, amount: float) -> Image.Image:
    """Dark lines on white where the brightness changes, by Sobel's operator."""
    grey = np.asarray(picture.convert("L").filter(ImageFilter.GaussianBlur(1)), dtype=np.float32)
    padded = np.pad(grey, 1, mode="edge")
    left, right = padded[:, :-2], padded[:, 2:]
    across = (right - left)[:-2] + 2 * (right - left)[1:-1] + (right - left)[2:]
    above, below = padded[:-2], padded[2:]
    down = (below - above)[:, :-2] + 2 * (below - above)[:, 1:-1] + (below - above)[:, 2:]
    strength = np.hypot(across, down)
    threshold = 8 + 160 * amount
    ink = np.clip((strength - threshold) / 30, 0, 1)
    return Image.fromarray((255 * (1 - ink)).astype(np.uint8)).convert("RGB")


def poster(picture: Image.Image, amount: float) -> Image.Image:
    """Few flat tones, like a screen print."""
    tones = round(12 - 10 * amount)
    levels = np.asarray(picture.filter(ImageFilter.MedianFilter(5)), dtype=np.float32)
    stepped = np.round(levels / 255 * (tones - 1)) / (tones - 1)
    return Image.fromarray((255 * stepped).astype(np.uint8))


def pixels(picture: Image.Image, amount: float) -> Image.Image:
    """Large squares, each of the average colour below it."""
    side = max(2, round(2 + amount * min(picture.size) / 12))
    small = picture.resize((max(1, picture.width // side), max(1, picture.height // side)), Image.Resampling.BOX)
    return small.resize(picture.size, Image.Resampling.NEAREST)


def duotone(picture: Image.Image, amount: float) -> Image.Image:
    """Two inks: deep violet for the shadows, warm paper for the lights."""
    grey = ImageOps.autocontrast(picture.convert("L"), cutoff=round(15 * amount))
    return ImageOps.colorize(grey, black="#2b1055", mid="#d6456f", white="#fff1d0")


EFFECTS: dict[str, Effect] = {
    "Edges": edges,
    "Poster": poster,
    "Pixels": pixels,
    "Duotone": duotone,
}


def sample(width: int = 640, height: int = 420) -> Image.Image:
    """A landscape made of sums, so that there is something to try without a picture at hand."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    sky = y[..., None] / height
    scene = (1 - sky) * np.array([64, 90, 168]) + sky * np.array([255, 190, 140])
    distance = np.hypot(x - 0.7 * width, y - 0.38 * height)
    glow = np.clip(1 - distance / 240, 0, 1)[..., None] ** 2
    scene = scene + glow * np.array([70, 50, 10])
    scene[distance < 46] = [255, 238, 190]
    for layer, (level, colour) in enumerate([(0.55, [92, 78, 130]), (0.68, [58, 62, 104]), (0.82, [28, 38, 66])]):
        ridge = height * (
            level
            + 0.06 * np.sin(x / (83 - 14 * layer) + 2 * layer)
            + 0.03 * np.sin(x / (29 + 5 * layer) + layer)
        )
        scene = np.where((y > ridge)[..., None], np.array(colour, dtype=np.float32), scene)
    return Image.fromarray(np.clip(scene, 0, 255).astype(np.uint8))
