"""A form that greets its visitor."""

import gradio as gr

GREETINGS = {
    "English": "Hello, {name}",
    "Deutsch": "Hallo, {name}",
    "Français": "Bonjour, {name}",
    "Español": "Hola, {name}",
    "Português": "Olá, {name}",
    "Svenska": "Hej, {name}",
    "日本語": "こんにちは、{name}さん",
    "中文": "你好，{name}",
}


def greet(name: str, language: str, warmth: int) -> str:
    """The sentence that the page shows."""
    name = name.strip() or "stranger"
    return GREETINGS[language].format(name=name) + "!" * warmth


def build() -> gr.Blocks:
    """The page: what is on it, and which function it calls."""
    with gr.Blocks(title="Gradio hello") as page:
        gr.Markdown("# 👋 Hello\nSay who you are, and press **Greet** or Enter.")
        with gr.Row(equal_height=True):
            with gr.Column():
                name = gr.Textbox(label="Name", placeholder="Ada Lovelace", autofocus=True)
                language = gr.Dropdown(list(GREETINGS), value="English", label="Language")
                warmth = gr.Slider(0, 5, value=1, step=1, label="Warmth")
                button = gr.Button("Greet", variant="primary")
            with gr.Column():
                greeting = gr.Textbox(label="Greeting", lines=4, interactive=False)
        gr.Examples(
            [["Ada", "English", 1], ["Grace", "Français", 2], ["Katherine", "日本語", 0]],
            inputs=[name, language, warmth],
        )
        gr.on(
            [button.click, name.submit],
            greet,
            inputs=[name, language, warmth],
            outputs=greeting,
            api_name="greet",
        )
    return page


demo = build()

if __name__ == "__main__":
    demo.launch(theme=gr.themes.Soft(primary_hue="indigo"))
