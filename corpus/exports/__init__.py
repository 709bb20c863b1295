"""What is exported of the corpus, how it is limited, and the formats that hold no shapes."""
