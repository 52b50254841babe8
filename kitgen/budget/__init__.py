"""What a print costs before it is printed: sheets, cards, cuts, minutes with scissors, ink."""
