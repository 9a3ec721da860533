"""A picture in, a picture out."""

import gradio as gr
from PIL import Image

from effects import EFFECTS, sample

LONGEST_SIDE = 1280  # pixels; more makes the slider sluggish and the eye does not see it here


def apply(picture: Image.Image | None, effect: str, amount: float) -> Image.Image | None:
    """The picture with the effect; None when there is no picture yet."""
    if picture is None:
        return None
    picture = picture.convert("RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return EFFECTS[effect](picture, amount / 100)


def build() -> gr.Blocks:
    """The page: what is on it, and which function it calls."""
    start = sample()
    with gr.Blocks(title="Gradio image") as page:
        gr.Markdown("# 🎨 Effects\nDrop a picture, choose an effect, move the slider.")
        with gr.Row():
            effect = gr.Radio(list(EFFECTS), value="Edges", label="Effect")
            amount = gr.Slider(0, 100, value=40, step=1, label="Amount")
        with gr.Row(equal_height=True):
            before = gr.Image(start, type="pil", label="Before", height=400)
            after = gr.Image(apply(start, "Edges", 40), label="After", height=400, interactive=False)
        gr.on(
            [before.change, effect.change, amount.change],
            apply,
            inputs=[before, effect, amount],
            outputs=after,
            show_progress="minimal",
            trigger_mode="always_last",
            api_name="apply",
        )
    return page


demo = build()

if __name__ == "__main__":
    demo.launch(theme=gr.themes.Soft(primary_hue="purple"))
