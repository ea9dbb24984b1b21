"""The conversation: a list model, the delegate that paints it, the view and the composer."""
