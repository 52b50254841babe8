"""How words are set: broken into lines, hyphenated, fitted into their room."""
