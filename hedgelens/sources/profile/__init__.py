"""What an article says of a source beside its name: role, body it belongs to, pronoun, and whether it agreed to speak."""
