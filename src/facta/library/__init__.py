"""
Facta for a program or a notebook: what `import facta` offers, each part loaded when it
is used.
"""
