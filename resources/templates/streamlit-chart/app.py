"""A wave that its visitor shapes."""

import math

import streamlit as st

POINTS = 200


def wave(frequency: float, height: float, damping: float) -> list[float]:
    """The chart's values, from left to right."""
    return [
        height * math.sin(frequency * x / POINTS * math.tau) * math.exp(-damping * x / POINTS)
        for x in range(POINTS)
    ]


st.set_page_config(page_title="Streamlit chart", page_icon="📈")
st.title("📈 Streamlit chart")
st.write("Move a slider, and the wave follows.")

left, right = st.columns([1, 2])
with left:
    frequency = st.slider("Frequency", 1.0, 10.0, 3.0)
    height = st.slider("Height", 0.1, 2.0, 1.0)
    damping = st.slider("Damping", 0.0, 5.0, 1.0)
with right:
    st.line_chart(wave(frequency, height, damping))
