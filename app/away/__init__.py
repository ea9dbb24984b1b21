"""While the person is away: whether they are, the sleep that is had then, and the report that is shown after it."""
