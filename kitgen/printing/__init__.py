"""How a print is to come out, as data: paper, cards, duplex, ink, and the printers that a host has named."""
