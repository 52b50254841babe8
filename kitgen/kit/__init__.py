"""What did the author write? Models, loading, the flow of beats, the cast, answers for the whole kit."""
