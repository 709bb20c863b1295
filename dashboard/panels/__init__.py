"""The HTML and charts of the page, made from records without Streamlit."""
