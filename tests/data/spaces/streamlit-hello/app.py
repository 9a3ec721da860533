"""A legacy Streamlit Space."""

import streamlit as st

st.set_page_config(page_title="Streamlit hello", page_icon="🎈")
st.title("🎈 Hello")
name = st.text_input("Name", placeholder="Ada Lovelace")
if name:
    st.success(f"Hello, {name}")
