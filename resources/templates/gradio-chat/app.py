"""A chat page that streams its answers."""

from collections.abc import Iterator

import gradio as gr

from assistant import answer


def respond(message: str, history: list[dict]) -> Iterator[str]:
    """What Gradio calls for each message: yields the answer so far, again and again."""
    so_far = ""
    for piece in answer(message):
        so_far += piece
        yield so_far


demo = gr.ChatInterface(
    respond,
    title="💬 Gradio chat",
    description="A few honest rules, no model. Put your own behind it in `assistant.py`.",
    examples=["help", "12 * (3 + 4)", "what time is it?", "roll 2 dice"],
    chatbot=gr.Chatbot(height=420, placeholder="Say something, or pick one of the examples."),
    api_name="chat",
)

if __name__ == "__main__":
    demo.launch(theme=gr.themes.Soft(primary_hue="emerald"))
