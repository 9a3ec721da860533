"""Greets, as Spaces did when Gradio 5 was current."""

import gradio as gr


def greet(name):
    return f"Hello, {name}!"


demo = gr.Interface(fn=greet, inputs="text", outputs="text", title="Gradio of then")
demo.launch()
