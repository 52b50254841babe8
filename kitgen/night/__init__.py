"""What happens while they play: the server of the hint pages."""
