"""Sleep-time: the memory is tidied while the person is away, in small steps, and what changed is shown."""
