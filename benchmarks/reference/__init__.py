"""A kit of 32 pages, made by kitgen and beside it by typst, WeasyPrint and fpdf2: see `docs/speed.md`."""
