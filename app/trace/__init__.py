"""What a turn did, step by step: calls, results, tokens and times, and the words that tell it."""
