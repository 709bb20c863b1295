"""What a reader sees: the Streamlit page over the corpus and the atlas, and the HTTP routes."""
