"""The pages of the desk: each module takes a question and gives an answer."""
