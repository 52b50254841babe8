"""What a made kit says of itself: to players' pages, to the guide, to the hint site and to the manifest.

Between `build`, which walks the road, and the rooms that lay out and write: nothing here draws or decides.
"""
